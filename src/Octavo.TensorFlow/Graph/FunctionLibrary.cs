using System.Collections.Concurrent;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The functions that a file defines, and the signatures of the operations that it uses.</summary>
internal sealed class FunctionLibrary
{
    private readonly Dictionary<string, FunctionDef> functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OperationSignature> signatures = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> heights = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> writes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> accesses = new(StringComparer.Ordinal);
    private readonly ReaderLimits limits;
    private readonly string file;

    internal FunctionLibrary(FunctionDefLibrary? library, OpList? customOperations, string file, ReaderLimits limits)
    {
        this.limits = limits;
        this.file = file;
        foreach (var operation in customOperations?.Op ?? [])
        {
            signatures[operation.Name] = OperationSignature.From(operation);
        }

        foreach (var function in library?.Function ?? [])
        {
            var name = function.Signature?.Name ?? "";
            if (!functions.TryAdd(name, function))
            {
                throw new OctavoException(ErrorKind.MalformedModel, $"Function '{name}' is defined twice.", file);
            }

            signatures[name] = OperationSignature.From(function.Signature ?? new OpDef());
        }
    }

    public IReadOnlyCollection<string> Names => functions.Keys;

    public bool Contains(string function) => functions.ContainsKey(function);

    /// <summary>A function's or an operation's signature; null for an operation that nobody defines.</summary>
    public OperationSignature? Signature(string operation) =>
        functions.ContainsKey(operation) ? signatures[operation]
        : OperationSignatures.Find(operation) ?? signatures.GetValueOrDefault(operation);

    internal FunctionDef Find(string function, string where) =>
        functions.TryGetValue(function, out var definition)
            ? definition
            : throw new OctavoException(
                ErrorKind.MalformedModel, $"There is no function '{function}'.", $"{file}, {where}",
                found: NearestName.Sorted(functions.Keys),
                hint: NearestName.Suggestion(function, functions.Keys));

    /// <summary>
    /// The function that a node calls, so that the call can be replaced by the function's nodes; null for every other node.
    /// </summary>
    internal NameAttrList? Called(NodeDef node)
    {
        if (functions.ContainsKey(node.Op))
        {
            return new NameAttrList { Name = node.Op, Attr = { node.Attr } };
        }

        return !OperationKinds.IsCall(node.Op) ? null
            : node.Attr.TryGetValue("f", out var function) && function.ValueCase == AttrValue.ValueOneofCase.Func ? function.Func
            : throw new OctavoException(ErrorKind.MalformedModel, "A call does not say what it calls.", $"{file}, node '{node.Name}'",
                "an attribute 'f'");
    }

    /// <summary>
    /// Refuses a function that reaches itself, or calls nested too deep; looks at calls and at the bodies of loops and conditionals.
    /// </summary>
    internal void RequireAcyclic(string function) => Height(function, []);

    /// <summary>Whether running the function changes a variable.</summary>
    internal bool WritesVariables(string function)
    {
        if (!writes.TryGetValue(function, out var result))
        {
            RequireAcyclic(function);
            var nodes = Find(function, "a function's body").NodeDef;
            writes[function] = result =
                nodes.Any(node => OperationKinds.IsVariableWrite(node.Op)) || nodes.SelectMany(Mentioned).Any(WritesVariables);
        }

        return result;
    }

    /// <summary>Whether running the function reads or changes a variable.</summary>
    internal bool AccessesVariables(string function)
    {
        if (!accesses.TryGetValue(function, out var result))
        {
            RequireAcyclic(function);
            var nodes = Find(function, "a function's body").NodeDef;
            accesses[function] = result =
                nodes.Any(node => OperationKinds.IsVariableWrite(node.Op) || OperationKinds.IsVariableRead(node.Op))
                || nodes.SelectMany(Mentioned).Any(AccessesVariables);
        }

        return result;
    }

    /// <summary>Every function that the node names.</summary>
    internal IEnumerable<string> Mentioned(NodeDef node)
    {
        var named = node.Attr.Values.SelectMany(value => value.ValueCase switch
        {
            AttrValue.ValueOneofCase.Func => [value.Func.Name],
            AttrValue.ValueOneofCase.List => value.List.Func.Select(function => function.Name),
            _ => Enumerable.Empty<string>(),
        });
        return functions.ContainsKey(node.Op) ? named.Append(node.Op) : named.Where(functions.ContainsKey);
    }

    private int Height(string function, List<string> path)
    {
        if (heights.TryGetValue(function, out var known))
        {
            return known;
        }

        var start = path.IndexOf(function);
        if (start >= 0)
        {
            throw new OctavoException(
                ErrorKind.UnsupportedFeature, "A function calls itself.", $"{file}, function '{function}'",
                found: string.Join(" -> ", path.Skip(start).Append(function)),
                    hint: "Recursion has no form in a TFLite model; write it as a loop.");
        }

        path.Add(function);
        var height = path.Count > limits.MaximumCallDepth ? path.Count
            : 1 + Find(function, "a function's body").NodeDef.SelectMany(Mentioned).Distinct().Select(callee => Height(callee, path))
            .DefaultIfEmpty(0).Max();
        path.RemoveAt(path.Count - 1);
        return height > limits.MaximumCallDepth
            ? throw new OctavoException(
                ErrorKind.MalformedModel, "Functions call each other too deep.", $"{file}, function '{function}'",
                $"at most {limits.MaximumCallDepth} levels", $"{height} or more")
            : heights[function] = height;
    }
}
