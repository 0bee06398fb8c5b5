using Google.Protobuf;
using Octavo.TensorFlow.Messages;

namespace Octavo.TensorFlow.Tests;

/// <summary>Writes small graphs by hand.</summary>
internal sealed class GraphDefBuilder
{
    public GraphDef Graph { get; } = new() { Versions = new VersionDef { Producer = 1000 }, Library = new FunctionDefLibrary() };

    public GraphDefBuilder Node(string operation, string name, params string[] inputs)
    {
        Graph.Node.Add(Make(operation, name, inputs));
        return this;
    }

    public GraphDefBuilder Call(string function, string name, params string[] inputs)
    {
        Graph.Node.Add(MakeCall(function, name, inputs));
        return this;
    }

    /// <summary>A function with arguments and results of floats.</summary>
    public GraphDefBuilder Function(string name, string[] arguments, (string Name, string Value)[] results, params NodeDef[] nodes)
    {
        var function = new FunctionDef { Signature = new OpDef { Name = name } };
        function.Signature.InputArg.AddRange(
            arguments.Select(argument => new OpDef.Types.ArgDef { Name = argument, Type = DataType.DtFloat }));
        function.Signature.OutputArg.AddRange(
            results.Select(result => new OpDef.Types.ArgDef { Name = result.Name, Type = DataType.DtFloat }));
        foreach (var (result, value) in results)
        {
            function.Ret[result] = value;
        }

        function.NodeDef.AddRange(nodes);
        Graph.Library.Function.Add(function);
        return this;
    }

    public static NodeDef Make(string operation, string name, params string[] inputs)
    {
        var node = new NodeDef { Name = name, Op = operation };
        node.Input.AddRange(inputs);
        var signature = OperationSignatures.Find(operation);
        foreach (var attribute in signature?.Attributes.Where(attribute => attribute.Type == "type" && attribute.Default is null) ?? [])
        {
            node.Attr[attribute.Name] = new AttrValue { Type = DataType.DtFloat };
        }

        return node;
    }

    public static NodeDef MakeCall(string function, string name, params string[] inputs)
    {
        var node = Make("PartitionedCall", name, inputs);
        node.Attr["f"] = new AttrValue { Func = new NameAttrList { Name = function } };
        node.Attr["Tin"] = Types(inputs.Count(input => !input.StartsWith('^')));
        node.Attr["Tout"] = Types(1);
        return node;
    }

    public static AttrValue Types(int count)
    {
        var list = new AttrValue.Types.ListValue();
        list.Type.AddRange(Enumerable.Repeat(DataType.DtFloat, count));
        return new AttrValue { List = list };
    }

    public TensorFlowGraph Read(IReadOnlyList<string>? inputs = null, IReadOnlyList<string>? outputs = null, ReaderLimits? limits = null)
    {
        using var folder = new TemporaryFolder();
        return GraphDefReader.Read(folder.Write("graph.pb", Graph.ToByteArray()), inputs, outputs, limits: limits);
    }
}
