using System.Globalization;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The nodes of one graph or one function's body, and how their references to each other are read.</summary>
internal sealed class GraphScope
{
    private readonly Dictionary<string, NodeDef> nodes = new(StringComparer.Ordinal);
    private readonly HashSet<string> folders = new(StringComparer.Ordinal);
    private readonly HashSet<string> arguments;
    private readonly FunctionLibrary library;
    private readonly string file;
    private readonly bool isFunction;
    private readonly ReaderLimits limits;

    public GraphScope(IEnumerable<NodeDef> nodes, FunctionLibrary library, string prefix, string file, ReaderLimits limits,
        FunctionDef? function = null, IDictionary<string, AttrValue>? instantiation = null)
    {
        this.library = library;
        this.file = file;
        this.limits = limits;
        Prefix = prefix;
        Instantiation = instantiation ?? new Dictionary<string, AttrValue>();
        isFunction = function is not null;
        arguments = [.. function?.Signature.InputArg.Select(argument => argument.Name) ?? []];
        foreach (var node in nodes)
        {
            if (!this.nodes.TryAdd(node.Name, node))
            {
                throw new OctavoException(ErrorKind.MalformedModel, $"Two nodes are called '{node.Name}'.", file);
            }

            for (var slash = node.Name.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = node.Name.IndexOf('/', slash + 1))
            {
                folders.Add(node.Name[..slash]);
            }
        }
    }

    /// <summary>Stands before the name of every node of this scope in the inlined graph.</summary>
    public string Prefix { get; }

    /// <summary>Values of the function's own attributes at this call.</summary>
    public IDictionary<string, AttrValue> Instantiation { get; }

    public IEnumerable<NodeDef> Nodes => nodes.Values;

    public bool IsArgument(string name) => arguments.Contains(name);

    public NodeDef? Find(string name) => nodes.GetValueOrDefault(name);

    public string Where(string node) => $"{file}, node '{Prefix}{node}'";

    /// <summary>A prefix for the nodes of a called function, different from the names of this scope's own nodes.</summary>
    public string PrefixOf(NodeDef call)
    {
        var name = call.Name;
        while (folders.Contains(name))
        {
            name += "_";
        }

        return $"{Prefix}{name}/";
    }

    public static bool IsControl(string reference) => reference.StartsWith('^');

    /// <summary>Reads <c>name</c>, <c>name:index</c>, or in a function <c>name:output:index</c>, as a local node's output.</summary>
    /// <exception cref="OctavoException">There is no such node or output.</exception>
    public NodeOutput Resolve(string reference, string user)
    {
        var parts = reference.Split(':');
        if (isFunction && IsArgument(parts[0]))
        {
            return new NodeOutput(parts[0], parts.Length == 1 ? 0 : Index(parts[^1], reference, user));
        }

        var node = Find(parts[0]) ?? throw Missing(reference, user);
        return parts.Length switch
        {
            1 => new NodeOutput(node.Name, 0),
            2 when !isFunction || char.IsAsciiDigit(parts[1][..1].FirstOrDefault('0')) =>
                new NodeOutput(node.Name, Index(parts[1], reference, user)),
            2 => new NodeOutput(node.Name, Offset(node, parts[1], reference, user)),
            3 when isFunction =>
                new NodeOutput(node.Name, checked(Offset(node, parts[1], reference, user) + Index(parts[2], reference, user))),
            _ => throw Missing(reference, user),
        };
    }

    public NodeAttributes Attributes(NodeDef node) =>
        new(Substitute(node.Attr), library.Signature(node.Op), $"{Where(node.Name)} ({node.Op})", limits);

    private IDictionary<string, AttrValue> Substitute(Google.Protobuf.Collections.MapField<string, AttrValue> values)
    {
        if (Instantiation.Count == 0 || !values.Values.Any(NeedsValue))
        {
            return values;
        }

        return values.ToDictionary(pair => pair.Key, pair => Substitute(pair.Value), StringComparer.Ordinal);
    }

    private AttrValue Substitute(AttrValue value)
    {
        if (value.ValueCase == AttrValue.ValueOneofCase.Placeholder)
        {
            return Instantiation.TryGetValue(value.Placeholder, out var given) ? given : value;
        }

        if (!NeedsValue(value))
        {
            return value;
        }

        var function = new NameAttrList { Name = value.Func.Name };
        foreach (var (name, attribute) in value.Func.Attr)
        {
            function.Attr[name] = attribute.ValueCase == AttrValue.ValueOneofCase.Placeholder
                && Instantiation.TryGetValue(attribute.Placeholder, out var given) ? given : attribute;
        }

        return new AttrValue { Func = function };
    }

    private static bool NeedsValue(AttrValue value) =>
        value.ValueCase == AttrValue.ValueOneofCase.Placeholder
        || (value.ValueCase == AttrValue.ValueOneofCase.Func
            && value.Func.Attr.Values.Any(attribute => attribute.ValueCase == AttrValue.ValueOneofCase.Placeholder));

    private int Offset(NodeDef node, string output, string reference, string user)
    {
        if (library.Signature(node.Op) is not { } signature)
        {
            return 0;
        }

        var offset = signature.OutputOffset(output, Attributes(node));
        return offset >= 0
            ? offset
            : throw new OctavoException(
                ErrorKind.MalformedModel, $"Operation {node.Op} has no output '{output}'.", Where(user),
                NearestName.Sorted(signature.Outputs.Select(argument => argument.Name)), $"input '{reference}'");
    }

    private int Index(string text, string reference, string user) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : throw Missing(reference, user);

    private OctavoException Missing(string reference, string user) =>
        new(ErrorKind.MalformedModel, $"An input names '{reference}', which is not there.", Where(user),
            found: NearestName.Sorted(nodes.Keys), hint: NearestName.Suggestion(reference.Split(':')[0], nodes.Keys.Concat(arguments)));
}
