using System.Collections.Immutable;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Makes a graph of its own out of a function.</summary>
internal static class FunctionGraph
{
    /// <param name="source">The file's.</param>
    /// <param name="call">The function and its attributes.</param>
    /// <param name="where">Names the node that runs it.</param>
    /// <param name="variables">For every argument the variable that is passed, or null.</param>
    /// <param name="numbers">For every argument the number that is passed, or null.</param>
    /// <param name="isLoop">
    /// Whether each run passes its results to the next: only what a function hands on as it is stays the number that was passed.
    /// </param>
    /// <exception cref="OctavoException">The function is missing, damaged or calls itself, or has another number of arguments.</exception>
    public static TensorFlowGraph Build(GraphSource source, NameAttrList call, string where,
        ImmutableArray<ModelVariable?> variables, ImmutableArray<float?> numbers, bool isLoop)
    {
        source.Bodies.Add($"{source.File}, {where}");
        var function = source.Library.Find(call.Name, where);
        source.Library.RequireAcyclic(call.Name);
        var inliner = new FunctionInliner(source.Library, source.File, source.Limits);
        var inputs = Inputs(source, function, call, where);
        if (inputs.Length != variables.Length)
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, $"Function '{call.Name}' is run with another number of arguments than it has.",
                $"{source.File}, {where}", $"{inputs.Length}", $"{variables.Length}");
        }

        var arguments = FunctionInliner.Arguments(function, call.Attr, where).ToList();
        var bound = new Dictionary<string, ModelVariable>(StringComparer.Ordinal);
        for (var index = 0; index < inputs.Length; index++)
        {
            inliner.FeedArgument(arguments[index].Name, arguments[index].Index,
                source.Placeholder(inputs[index].Value.Node, inputs[index].ElementType, inputs[index].Shape));
            if (variables[index] is { } variable)
            {
                bound[inputs[index].Value.Node] = variable;
            }
        }

        var scope = new GraphScope(function.NodeDef, source.Library, "", source.File, source.Limits, function, call.Attr);
        var returns = FunctionInliner.Returns(function, source.File);
        var inlined = inliner.Inline(scope, [.. returns, .. function.ControlRet.Values.Select(name => "^" + name)]);
        var outputs = function.Signature.OutputArg.Select((output, index) => new GraphPort(
            output.Name, inliner.Follow(scope.Resolve(returns[index], "result")), Type(FunctionInliner.Types(output, call.Attr)[0], where),
            Shape.Unknown)).ToImmutableArray();
        var known = Known(inlined, inputs, outputs, numbers, isLoop);
        var nodes = DropoutMasks.Settle(inlined, source, known);
        var pruned = new GraphPruner(nodes, source.Library, source.File)
            .Prune(outputs.Select(output => output.Value), inputs.Select(input => input.Value.Node), keepStateful: false);
        return new TensorFlowGraph(call.Name, source, pruned, inputs, outputs, bound) { Numbers = known };
    }

    /// <summary>The placeholders of arguments that are numbers in every run.</summary>
    private static Dictionary<string, float> Known(
        List<TensorFlowNode> nodes, ImmutableArray<GraphPort> inputs, ImmutableArray<GraphPort> outputs, ImmutableArray<float?> numbers,
        bool isLoop)
    {
        var handedOn = nodes.Where(node => node.Operation == "Identity" && node.Inputs.Length != 0)
            .ToDictionary(node => node.Name, node => node.Inputs[0], StringComparer.Ordinal);
        var known = new Dictionary<string, float>(StringComparer.Ordinal);
        for (var index = 0; index < inputs.Length; index++)
        {
            if (numbers[index] is { } number
                && (!isLoop || (index < outputs.Length && Origin(outputs[index].Value) == inputs[index].Value)))
            {
                known.Add(inputs[index].Value.Node, number);
            }
        }

        return known;

        NodeOutput Origin(NodeOutput value)
        {
            for (var steps = 0; steps < nodes.Count && handedOn.TryGetValue(value.Node, out var before); steps++)
            {
                value = before;
            }

            return value;
        }
    }

    private static ImmutableArray<GraphPort> Inputs(GraphSource source, FunctionDef function, NameAttrList call, string where) =>
        [.. FunctionInliner.Arguments(function, call.Attr, where).Select((argument, position) =>
        {
            var name = argument.Index == 0 ? argument.Name : $"{argument.Name}_{argument.Index}";
            return new GraphPort(name, new NodeOutput(name, 0), Type(argument.Type, where),
                InputShape(source, function, position, argument.Name));
        })];

    private static Shape InputShape(GraphSource source, FunctionDef function, int position, string argument)
    {
        var where = $"{source.File}, function '{function.Signature.Name}', argument '{argument}'";
        if (function.ArgAttr.TryGetValue((uint)position, out var attributes)
            && attributes.Attr.TryGetValue("_output_shapes", out var shapes)
            && shapes.ValueCase == AttrValue.ValueOneofCase.List && shapes.List.Shape.Count != 0)
        {
            return shapes.List.Shape[0].ToShape(where, source.Limits);
        }

        return function.Attr.TryGetValue("_input_shapes", out var all) && all.ValueCase == AttrValue.ValueOneofCase.List
            && position < all.List.Shape.Count
            ? all.List.Shape[position].ToShape(where, source.Limits)
            : Shape.Unknown;
    }

    private static ElementType? Type(DataType type, string where) => type == DataType.DtInvalid ? null : type.ToElementType(where);
}
