using System.Collections.Immutable;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Replaces calls by the nodes of the functions that they call, again and again, for those nodes that the roots need (through values
/// and through control dependencies). Node names get the call's name as a prefix. A call itself stays as a NoOp that follows
/// everything in it, so that what waited for the call still waits.
/// </summary>
internal sealed class FunctionInliner(FunctionLibrary library, string file, ReaderLimits limits)
{
    private readonly List<TensorFlowNode> emitted = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<NodeOutput, NodeOutput> aliases = [];
    private readonly Dictionary<NodeOutput, string> fed = [];
    private long furtherOutputs;

    /// <summary>Makes a placeholder stand for a tensor of the outer graph, whose own producer is then not needed.</summary>
    public void Feed(NodeOutput replaced, TensorFlowNode placeholder)
    {
        fed[replaced] = placeholder.Name;
        if (replaced != new NodeOutput(placeholder.Name, 0))
        {
            aliases[replaced] = new NodeOutput(placeholder.Name, 0);
        }

        if (names.Add(placeholder.Name))
        {
            emitted.Add(placeholder);
        }
    }

    /// <summary>Puts a placeholder for an argument of a function that is a graph of its own.</summary>
    public void FeedArgument(string argument, int index, TensorFlowNode placeholder) => Feed(new NodeOutput(argument, index), placeholder);

    /// <summary>Inlines what <paramref name="roots"/> need: references as nodes write them, control references with <c>^</c>.</summary>
    /// <returns>The nodes, with every reference to a call or an argument followed to the node that gives the value.</returns>
    public List<TensorFlowNode> Inline(GraphScope scope, IReadOnlyCollection<string> roots)
    {
        Expand(scope, roots);
        var byName = emitted.ToDictionary(node => node.Name, StringComparer.Ordinal);
        return [.. emitted.Select(node => node.With(
            [.. node.Inputs.Select(input => Checked(Follow(input), byName, node))],
            [.. node.ControlInputs.Where(byName.ContainsKey).Distinct(StringComparer.Ordinal)]))];
    }

    /// <summary>The node's output that really gives a value.</summary>
    public NodeOutput Follow(NodeOutput value)
    {
        for (var steps = 0; aliases.TryGetValue(value, out var next); steps++)
        {
            if (steps > aliases.Count)
            {
                throw new OctavoException(ErrorKind.MalformedModel, "A call's result is its own argument.", $"{file}, '{value}'");
            }

            value = next;
        }

        return value;
    }

    private NodeOutput Checked(NodeOutput input, Dictionary<string, TensorFlowNode> byName, TensorFlowNode user)
    {
        var node = byName.GetValueOrDefault(input.Node);
        return node is not null && (node.OutputCount < 0 || input.Index < node.OutputCount)
            ? input
            : throw new OctavoException(
                ErrorKind.MalformedModel, $"An input names '{input}', which is not there.", $"{file}, node '{user.Name}'",
                found: node is null ? "no such node" : $"{node.Operation} with {node.OutputCount} output(s)");
    }

    private void Expand(GraphScope scope, IReadOnlyCollection<string> roots)
    {
        var needed = Needed(scope, roots);
        foreach (var node in scope.Nodes.Where(node => needed.Contains(node.Name)))
        {
            var attributes = scope.Attributes(node);
            var inputs = node.Input.Where(input => !GraphScope.IsControl(input))
                .Select(input => InScope(scope, scope.Resolve(input, node.Name))).ToImmutableArray();
            var controls = node.Input.Where(GraphScope.IsControl).Where(input => !scope.IsArgument(input[1..]))
                .Select(input => scope.Prefix + input[1..]).ToImmutableArray();
            if (library.Called(node) is { } call)
            {
                var instantiated = attributes.Values.TryGetValue("f", out var function)
                    && function.ValueCase == AttrValue.ValueOneofCase.Func && OperationKinds.IsCall(node.Op) ? function.Func : call;
                ExpandCall(scope, node, instantiated, inputs, controls);
            }
            else if (!fed.ContainsKey(new NodeOutput(scope.Prefix + node.Name, 0)) || !names.Contains(scope.Prefix + node.Name))
            {
                Emit(scope.Prefix + node.Name, node.Name, node.Op, inputs, controls, attributes);
            }
        }
    }

    private void ExpandCall(GraphScope scope, NodeDef node, NameAttrList call,
        ImmutableArray<NodeOutput> inputs, ImmutableArray<string> controls)
    {
        var function = library.Find(call.Name, $"node '{scope.Prefix}{node.Name}'");
        library.RequireAcyclic(call.Name);
        var prefix = scope.PrefixOf(node);
        var body = new GraphScope(function.NodeDef, library, prefix, file, limits, function, call.Attr);
        var arguments = Arguments(function, call.Attr, $"node '{scope.Prefix}{node.Name}'").ToList();
        if (arguments.Count != inputs.Length)
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, $"Function '{call.Name}' is called with another number of arguments than it has.",
                scope.Where(node.Name), $"{arguments.Count}", $"{inputs.Length}");
        }

        for (var index = 0; index < inputs.Length; index++)
        {
            aliases[new NodeOutput(prefix + arguments[index].Name, arguments[index].Index)] = inputs[index];
        }

        var returns = Returns(function, file);
        Expand(body, [.. returns, .. function.ControlRet.Values.Select(name => "^" + name)]);
        var finished = new List<string>(controls);
        for (var index = 0; index < returns.Count; index++)
        {
            var value = InScope(body, body.Resolve(returns[index], "result"));
            aliases[new NodeOutput(scope.Prefix + node.Name, index)] = value;
            finished.Add(value.Node);
        }

        finished.AddRange(function.ControlRet.Values.Select(name => prefix + name));
        Emit(
            scope.Prefix + node.Name, node.Name, "NoOp", [], [.. finished.Distinct(StringComparer.Ordinal)],
            new NodeAttributes(new Dictionary<string, AttrValue>(), OperationSignatures.Find("NoOp"), scope.Where(node.Name), limits));
    }

    /// <summary>A function's arguments, those that stand for several tensors once for each.</summary>
    public static IEnumerable<(string Name, int Index, DataType Type)> Arguments(
        FunctionDef function, IDictionary<string, AttrValue> instantiation, string where)
    {
        foreach (var argument in function.Signature.InputArg)
        {
            var types = Types(argument, instantiation);
            if (types.Count > ReaderLimits.Default.MaximumPorts)
            {
                throw new OctavoException(ErrorKind.MalformedModel, "A function has too many arguments.", where,
                    $"at most {ReaderLimits.Default.MaximumPorts}");
            }

            for (var index = 0; index < types.Count; index++)
            {
                yield return (argument.Name, index, types[index]);
            }
        }
    }

    /// <summary>The types of the tensors that an argument stands for.</summary>
    public static IReadOnlyList<DataType> Types(OpDef.Types.ArgDef argument, IDictionary<string, AttrValue> instantiation)
    {
        if (argument.TypeListAttr.Length != 0)
        {
            return instantiation.TryGetValue(argument.TypeListAttr, out var list) && list.ValueCase == AttrValue.ValueOneofCase.List
                ? list.List.Type : [];
        }

        var type =
            argument.TypeAttr.Length != 0 && instantiation.TryGetValue(argument.TypeAttr, out var given) ? given.Type : argument.Type;
        var count = argument.NumberAttr.Length == 0 ? 1 : instantiation.TryGetValue(argument.NumberAttr, out var number)
            ? Math.Clamp(number.I, 0, ReaderLimits.Default.MaximumPorts + 1) : 1;
        return [.. Enumerable.Repeat(type, (int)count)];
    }

    /// <summary>References to a function's results, in the order of its output arguments.</summary>
    public static List<string> Returns(FunctionDef function, string file) =>
        [.. function.Signature.OutputArg.Select(output =>
            output.NumberAttr.Length != 0 || output.TypeListAttr.Length != 0
                ? throw new OctavoException(ErrorKind.UnsupportedFeature, $"Result '{output.Name}' stands for several tensors.",
                    $"{file}, function '{function.Signature.Name}'")
                : function.Ret.TryGetValue(output.Name, out var value)
                    ? value
                    : throw new OctavoException(ErrorKind.MalformedModel, $"Result '{output.Name}' has no value.",
                        $"{file}, function '{function.Signature.Name}'"))];

    private static NodeOutput InScope(GraphScope scope, NodeOutput local) => new(scope.Prefix + local.Node, local.Index);

    private HashSet<string> Needed(GraphScope scope, IReadOnlyCollection<string> roots)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>();
        void Follow(string reference, string user)
        {
            var control = GraphScope.IsControl(reference);
            if (control && scope.IsArgument(reference[1..]))
            {
                return;
            }

            var value = control ? new NodeOutput(scope.Resolve(reference[1..], user).Node, 0) : scope.Resolve(reference, user);
            if (!scope.IsArgument(value.Node) && (control || !fed.ContainsKey(InScope(scope, value))) && needed.Add(value.Node))
            {
                pending.Push(value.Node);
            }
        }

        foreach (var root in roots)
        {
            Follow(root, "result");
        }

        while (pending.TryPop(out var name))
        {
            foreach (var input in scope.Find(name)!.Input)
            {
                Follow(input, name);
            }
        }

        return needed;
    }

    private void Emit(string name, string sourceName, string operation, ImmutableArray<NodeOutput> inputs, ImmutableArray<string> controls,
        NodeAttributes attributes)
    {
        if (emitted.Count >= limits.MaximumNodes)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "The graph has too many nodes after its functions are inlined.", file,
                $"at most {limits.MaximumNodes}");
        }

        if (!names.Add(name))
        {
            throw new OctavoException(ErrorKind.MalformedModel, $"Two nodes are called '{name}' after functions are inlined.", file);
        }

        var signature = library.Signature(operation);
        var inputCount = signature?.InputCount(attributes) ?? inputs.Length;
        if (inputCount != inputs.Length)
        {
            throw new OctavoException(ErrorKind.MalformedModel, $"Operation {operation} has another number of inputs here.",
                $"{file}, node '{name}'", $"{inputCount}", $"{inputs.Length}");
        }

        var outputCount = signature?.OutputCount(attributes) ?? -1;
        furtherOutputs += Math.Max(0, outputCount - 1);
        if (furtherOutputs > limits.MaximumFurtherOutputs)
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, "The graph's nodes give too many tensors.", $"{file}, node '{name}'",
                $"at most {limits.MaximumFurtherOutputs} beyond one each", $"{furtherOutputs}");
        }

        emitted.Add(new TensorFlowNode(name, sourceName, operation, inputs, controls, attributes, outputCount));
    }
}
