using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Passes;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Turns the forms of one constant into values, and its readers to them.</summary>
internal static class ConstantRewriter
{
    public static void Rewrite(MeasuredConstant constant)
    {
        var values = new Dictionary<WeightScheme, Value>();
        for (var index = 0; index < constant.Planned.Forms.Length; index++)
        {
            var form = constant.Planned.Forms[index];
            if (!values.TryGetValue(form.Scheme, out var codes))
            {
                codes = Store(constant, index, takesPlace: index == 0 && !constant.Planned.KeepsFloat);
                values.Add(form.Scheme, codes);
            }

            Connect(constant.Graph, form, [.. form.Readers.Select(reader => constant.Graph.Nodes[reader.Node])], codes);
        }
    }

    /// <param name="takesPlace">
    /// Whether the constant itself becomes this form; one that is read through DEQUANTIZE gives it its name.
    /// </param>
    private static Value Store(MeasuredConstant constant, int form, bool takesPlace)
    {
        var edit = constant.Graph.Edit;
        var planned = constant.Planned.Forms[form];
        var solution = constant.Solutions[form];
        var source = constant.Reals;
        var derived = source.Derive(
            planned.Scheme.Solver.ElementType, source.Shape, planned.Describe(), solution.Quantize);
        var origin = constant.Planned.Sharing is { } sharing ? $"{sharing}, {planned.Describe()}" : derived.Origin;
        var stored = constant.Codes.Length != 0 ? Constant.From(constant.Codes[form], origin)
            : constant.Planned.Sharing is null ? derived
            : Constant.Lazy(derived.ElementType, derived.Shape, origin, derived.Evaluate);
        if (takesPlace && constant.Value.ElementType == ElementType.Float32)
        {
            edit.SetConstant(constant.Value, stored, solution.Stored);
            return WithBlockScales(edit, constant.Value, planned, solution);
        }

        var name = takesPlace ? constant.Value.Name : $"{constant.Value.Name}_{PlannedForm.TypeName(stored.ElementType)}";
        return WithBlockScales(edit, edit.AddConstant(name, stored, solution.Stored), planned, solution);
    }

    private static Value WithBlockScales(GraphEdit edit, Value codes, PlannedForm planned, SolvedWeights solution)
    {
        if (solution.BlockScales is { } scales)
        {
            edit.SetQuantization(
                codes, null, new BlockScales(edit.AddConstant($"{codes.Name}_scales", scales), planned.BlockSize!.Value));
        }

        return codes;
    }

    private static void Connect(PlannedGraph graph, PlannedForm form, List<Node> nodes, Value codes)
    {
        var edit = graph.Edit;
        switch (form.Placement)
        {
            case WeightPlacement.InPlace:
                ReadInPlace(edit, form, nodes, codes);
                break;
            case WeightPlacement.DequantizeInFront:
                DequantizeInFront(graph, form, nodes, codes);
                break;
            case WeightPlacement.LookupInFront:
                LookUpInFront(edit, nodes, codes);
                break;
            default:
                DequantizeBehind(edit, form, nodes, codes);
                break;
        }
    }

    private static void ReadInPlace(GraphEdit edit, PlannedForm form, List<Node> nodes, Value codes)
    {
        for (var index = 0; index < nodes.Count; index++)
        {
            edit.SetInput(nodes[index], form.Readers[index].Input, codes);
            if (nodes[index].Operator is IAsymmetricInputs choice && choice.AsymmetricQuantizeInputs != form.AsymmetricInputs)
            {
                edit.SetOperator(nodes[index], choice.WithAsymmetricInputs(form.AsymmetricInputs));
            }
        }
    }

    /// <summary>One node for all readers, before the first of them.</summary>
    private static void DequantizeInFront(PlannedGraph graph, PlannedForm form, List<Node> nodes, Value codes)
    {
        var edit = graph.Edit;
        var first = graph.First(nodes);
        var reals = edit.NewValue($"{codes.Name}_dequantize", ElementType.Float32, codes.Shape);
        edit.AddNodeBefore(first, reals.Name, new Dequantize(), [codes], [reals]);
        for (var index = 0; index < nodes.Count; index++)
        {
            edit.SetInput(nodes[index], form.Readers[index].Input, reals);
        }
    }

    private static void LookUpInFront(GraphEdit edit, List<Node> nodes, Value codes)
    {
        foreach (var node in nodes)
        {
            SparseLookupRows.LookUp(edit, node, codes);
        }
    }

    /// <summary>The reader's own output value, which others read and signatures name, becomes that of the DEQUANTIZE.</summary>
    private static void DequantizeBehind(GraphEdit edit, PlannedForm form, List<Node> nodes, Value codes)
    {
        for (var index = 0; index < nodes.Count; index++)
        {
            var node = nodes[index];
            edit.SetInput(node, form.Readers[index].Input, codes);
            var reals = node.Output;
            var picked = edit.NewValue(
                $"{reals.Name}_{PlannedForm.TypeName(codes.ElementType)}", codes.ElementType, reals.Shape, codes.Quantization);
            edit.TakeOver(node, 0, picked);
            edit.AddNodeAfter(node, reals.Name, new Dequantize(), [picked], [reals]);
        }
    }
}
