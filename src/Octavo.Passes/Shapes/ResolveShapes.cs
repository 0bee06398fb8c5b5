using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Turns integers that nodes compute from shapes into constants: those that are known, and the target of a RESHAPE of which one size only
/// is not (it becomes -1). A RESHAPE to the shape that its input has goes.
/// </summary>
internal sealed class ResolveShapes : IPass
{
    public void Apply(GraphEdit edit)
    {
        var arithmetic = new ShapeArithmetic(edit.Graph);
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (!edit.Holds(node) || node.Outputs.Count != 1)
            {
                continue;
            }

            if (arithmetic.ElementsOf(node.Output) is { } elements && Known(elements, node.Output) is { } known)
            {
                edit.ReplaceUses(node.Output, edit.AddConstant(node.Output.Name, Constant.From(known, node.Name)));
                edit.RemoveUnread(node.Output);
            }
            else if (node.Operator is Reshape && node.OptionalInput(1) is { IsConstant: false } operand
                && arithmetic.ElementsOf(operand) is { } target)
            {
                Resolve(edit, arithmetic, node, operand, arithmetic.Complete(target, node.Input(0)));
            }
        }
    }

    private static void Resolve(GraphEdit edit, ShapeArithmetic arithmetic, Node reshape, Value operand, SymbolicSize[] target)
    {
        if (arithmetic.SizesOf(reshape.Input(0)) is { } sizes && sizes.AsSpan().SequenceEqual(target))
        {
            edit.Bypass(reshape, reshape.Input(0));
            edit.RemoveUnread(operand);
        }
        else if (target.Count(size => size is not { IsKnown: true, Factor: >= 0 }) == 1 && !target.Contains(new SymbolicSize(0)))
        {
            var shape = Array.ConvertAll(target, size => size is { IsKnown: true, Factor: >= 0 } ? (int)size.Factor : -1);
            edit.SetInput(reshape, 1, edit.AddConstant(operand.Name, Tensor.From(new Shape(shape.Length), shape)));
            edit.RemoveUnread(operand);
        }
    }

    private static Tensor? Known(SymbolicSize[] elements, Value value)
    {
        if (!elements.All(element => element.IsKnown) || !value.IsPlain() || !value.Shape.IsKnown
            || value.Shape.ElementCount != elements.Length)
        {
            return null;
        }

        return value.ElementType switch
        {
            ElementType.Int32 when elements.All(element => element.Factor is >= int.MinValue and <= int.MaxValue) =>
                Tensor.From(value.Shape, Array.ConvertAll(elements, element => (int)element.Factor)),
            ElementType.Int64 => Tensor.From(value.Shape, Array.ConvertAll(elements, element => element.Factor)),
            _ => null,
        };
    }
}
