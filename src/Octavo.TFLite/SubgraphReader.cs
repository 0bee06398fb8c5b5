using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>Turns one subgraph of a file into a graph.</summary>
internal sealed class SubgraphReader(ModelReader model, SubGraphTable table, int index)
{
    private readonly GraphEdit edit = new(new Graph(table.Name is { Length: > 0 } own ? own : index == 0 ? "main" : $"subgraph {index}"));

    /// <summary>One value for each tensor of the subgraph, in the order of the file.</summary>
    public Value[] Values { get; private set; } = [];

    public Graph Read()
    {
        var inputs = table.Inputs ?? [];
        var computed = (table.Operators ?? []).SelectMany(node => node.Outputs ?? []).ToHashSet();
        var isInput = inputs.ToHashSet();
        Values = [.. (table.Tensors ?? [])
            .Select((tensor, number) => MakeValue(tensor, number, isInput.Contains(number), computed.Contains(number)))];
        foreach (var input in inputs)
        {
            var value = At(input, "the subgraph's inputs");
            edit.AddInput(value);
        }

        for (var number = 0; number < Values.Length; number++)
        {
            Describe(Values[number], table.Tensors![number]);
        }

        var operators = table.Operators ?? [];
        for (var number = 0; number < operators.Length; number++)
        {
            AddNode(operators[number], number);
        }

        foreach (var output in table.Outputs ?? [])
        {
            edit.AddOutput(At(output, "the subgraph's outputs"));
        }

        CheckOrder();
        return edit.Graph;
    }

    private void AddNode(OperatorTable node, int number)
    {
        var outputs = (node.Outputs ?? []).Select(output => At(output, $"outputs of operator {number}")).ToArray();
        var name = outputs.Length == 0 ? $"operator {number}" : outputs[0].Name;
        var where = $"subgraph {index}, operator {number} '{name}'";
        foreach (var output in outputs)
        {
            if (output.Producer is not null || output.IsConstant || output.IsInput)
            {
                throw model.Malformed("an operator computes a tensor that something else provides", where, "a tensor of its own",
                    output.ToString());
            }
        }

        if (outputs.Distinct().Count() != outputs.Length)
        {
            throw model.Malformed("an operator computes one tensor twice", where, "different tensors", string.Join(", ", node.Outputs!));
        }

        var added = edit.AddNode(
            name, model.OperatorOf(node, where),
            [.. (node.Inputs ?? []).Select(input => input == -1 ? null : At(input, where))],
            outputs);
        RequireSignature(added, where);
        RefuseComputedVariables(added, where);
        MarkScratch(added);
        if (node.Intermediates is { Length: > 0 } intermediates)
        {
            edit.SetIntermediates(added, intermediates.Select(tensor => tensor == -1 ? null : At(tensor, where)));
        }
    }

    private void RequireSignature(Node node, string where)
    {
        try
        {
            OperatorSignature.Require(node);
        }
        catch (OctavoException error)
        {
            throw new OctavoException(error.Kind, error.What, $"{model.Name}, {where}", error.Expected, error.Found, error.Hint);
        }
    }

    /// <summary>
    /// What a node computes is no variable; but converters write the zeros that states of float16 models start from as dequantized
    /// constants.
    /// </summary>
    private void RefuseComputedVariables(Node node, string where)
    {
        if (node.Outputs.FirstOrDefault(output => output.IsVariable) is { } variable
            && !node.Inputs.All(input => input is null or { IsConstant: true }))
        {
            throw model.Malformed("an operator computes a variable", where, "variables, which keep their own elements",
                variable.ToString());
        }
    }

    /// <summary>A tensor that nothing provides and only custom operators read is memory that they work in.</summary>
    private void MarkScratch(Node node)
    {
        if (node.Operator is OpaqueOperator { CustomCode: not null })
        {
            foreach (var input in node.Inputs.OfType<Value>()
                .Where(input => input is { IsConstant: false, IsVariable: false, Producer: null } && !input.IsInput))
            {
                edit.SetScratch(input);
            }
        }
    }

    private Value At(int tensor, string where) => tensor >= 0 && tensor < Values.Length
        ? Values[tensor]
        : throw model.Malformed("a tensor does not exist", $"subgraph {index}, {where}", $"0 to {Values.Length - 1}", $"{tensor}");

    private Value MakeValue(TensorTable tensor, int number, bool isInput, bool isComputed)
    {
        var where = $"subgraph {index}, tensor {number} '{tensor.Name}'";
        var type = tensor.Type.FindElementType() ?? throw new OctavoException(
            ErrorKind.UnsupportedFeature, "Octavo has no such element type", where, found: tensor.Type.ToString());
        var shape = ShapeOf(tensor, where);
        CheckedSize.RequireTensor(type, new Shape(tensor.Shape ?? []), where);
        var bytes = model.BufferOf(tensor.Buffer, where);
        if (tensor.IsVariable && isInput)
        {
            throw model.Malformed("a variable is an input of the subgraph", where, "a variable, which keeps its own elements", "an input");
        }

        if (tensor.IsVariable && bytes is { Length: > 0 })
        {
            throw model.Malformed("a variable has constant elements", where, "a variable without a buffer, which starts from zeros",
                $"{bytes.Value.Length} bytes in buffer {tensor.Buffer}");
        }

        var isConstant = !isInput && !isComputed && !tensor.IsVariable
            && tensor.Buffer != 0 && bytes is not null && (bytes.Value.Length != 0 || HasNoElements(tensor));
        if (!isConstant)
        {
            return edit.NewValue(tensor.Name ?? $"tensor {number}", type, shape);
        }

        var known = new Shape(tensor.Shape ?? []);
        var constant = tensor.Sparsity is null
            ? model.Shared(tensor.Buffer, type, known, () => MakeConstant(tensor, type, known, bytes!.Value, where))
            : MakeConstant(tensor, type, known, bytes!.Value, where);
        return edit.AddConstant(tensor.Name ?? $"tensor {number}", constant);
    }

    private Constant MakeConstant(TensorTable tensor, ElementType type, Shape shape, ReadOnlyMemory<byte> bytes, string where)
    {
        if (type == ElementType.String)
        {
            return Constant.From(StringTensors.Read(shape, bytes, where), tensor.Name ?? "");
        }

        if (tensor.Sparsity is { } sparsity)
        {
            return Constant.Lazy(type, shape, tensor.Name ?? "", () => SparseExpansion.ToDense(sparsity, type, shape, bytes, where))
                .Named(NamesOf(tensor));
        }

        var expected = type.SizeInBytes(shape.ElementCount);
        return bytes.Length == expected
            ? Constant.From(new Tensor(type, shape, bytes), tensor.Name ?? "").Named(NamesOf(tensor))
            : throw model.Malformed("a constant has another size than its shape asks for", where, $"{expected} bytes for {type} {shape}",
                $"{bytes.Length} bytes");
    }

    private static ImmutableArray<string> NamesOf(TensorTable tensor) => tensor.Name is { Length: > 0 } name ? [name] : [];

    private static bool HasNoElements(TensorTable tensor) => tensor.Shape is { } sizes && sizes.Contains(0);

    private Shape ShapeOf(TensorTable tensor, string where)
    {
        var sizes = tensor.Shape ?? [];
        var signature = tensor.ShapeSignature is { Length: > 0 } open && open.Length == sizes.Length ? open : sizes;
        if (sizes.Any(size => size < 0) || signature.Any(size => size < Shape.UnknownSize))
        {
            throw model.Malformed("a tensor has a negative size", where, "sizes of at least 0", $"[{string.Join(',', sizes)}]");
        }

        return sizes.Length == 0 && !tensor.HasRank && model.StatesRanks ? Shape.Unknown : new Shape(signature);
    }

    private void Describe(Value value, TensorTable tensor)
    {
        if (tensor.IsVariable && !value.IsConstant)
        {
            edit.SetVariable(value, true);
        }

        if (tensor.Sparsity is { } sparsity)
        {
            edit.SetSparsity(value, new FileSparsity(sparsity));
        }

        if (tensor.Quantization is not { } quantization)
        {
            return;
        }

        var detail = quantization.Details is { } details ? QuantizationDetails.FromFile(details, Values) : null;
        edit.SetQuantization(value, QuantizationOf(value, quantization), detail);
    }

    private AffineQuantization? QuantizationOf(Value value, QuantizationParametersTable quantization)
    {
        if (quantization.Scale is not { Length: > 0 } scales)
        {
            return null;
        }

        var zeroPoints = quantization.ZeroPoint is { Length: > 0 } given ? given : new long[scales.Length];
        var axis = quantization.QuantizedDimension;
        var where = $"subgraph {index}, quantization of {value}";
        if (zeroPoints.Length == 1 && scales.Length > 1)
        {
            zeroPoints = [.. Enumerable.Repeat(zeroPoints[0], scales.Length)];
        }

        if (zeroPoints.Length != scales.Length)
        {
            throw model.Malformed("scales and zero points differ in number", where, $"{scales.Length} zero points", $"{zeroPoints.Length}");
        }

        if (zeroPoints.Any(zeroPoint => zeroPoint is < int.MinValue or > int.MaxValue))
        {
            throw model.Malformed("a zero point is no code of any type", where, "32 bits at most", string.Join(", ", zeroPoints.Take(3)));
        }

        if (scales.Length > 1
            && (!value.Shape.HasRank || axis < 0 || axis >= value.Shape.Rank
                || (value.Shape[axis] != scales.Length && value.Shape[axis] != Shape.UnknownSize)))
        {
            throw model.Malformed("the number of scales is not the size of their axis", where, $"axis {axis} of {value.Shape}",
                $"{scales.Length} scales");
        }

        return scales.All(scale => float.IsFinite(scale) && scale >= 0)
            ? new AffineQuantization([.. scales], [.. zeroPoints], axis)
            : throw model.Malformed("a scale is not valid", where, "finite and not negative",
                string.Join(", ", scales.Where(scale => !float.IsFinite(scale) || scale < 0).Take(3)));
    }

    /// <summary>Everything that is read must be there when it is read: operators stand in running order.</summary>
    private void CheckOrder()
    {
        var available = new HashSet<Value>(edit.Graph.Inputs, ReferenceEqualityComparer.Instance);
        foreach (var node in edit.Graph.Nodes)
        {
            foreach (var input in node.Inputs.OfType<Value>())
            {
                if (!input.IsConstant && !input.IsVariable && !available.Contains(input)
                    && !(input.IsScratch && node.Operator is OpaqueOperator { CustomCode: not null }))
                {
                    throw model.Malformed("a node reads a tensor that nothing has computed before", $"subgraph {index}, {node.Where}",
                        "a constant, an input or an earlier output", input.ToString());
                }
            }

            available.UnionWith(node.Outputs);
        }

        foreach (var output in edit.Graph.Outputs)
        {
            if (!output.IsConstant && !output.IsVariable && !available.Contains(output))
            {
                throw model.Malformed("an output of the subgraph is never computed", $"subgraph {index}", "a computed tensor",
                    output.ToString());
            }
        }
    }
}
