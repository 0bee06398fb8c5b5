using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Turns an equation into diagonals, sums, and one product for each operand after the first.</summary>
internal sealed class EinsumLowering(ImportContext context, EinsumEquation equation)
{
    /// <summary>The result, axes in the order of the equation.</summary>
    public Value Run()
    {
        var type = context.Input(0).ElementType;
        EinsumOperand[] operands = [.. equation.Operands.Select((labels, index) => Prepare(context.Input(index), labels))];
        var result = operands[0];
        for (var index = 1; index < operands.Length; index++)
        {
            var later = operands.Skip(index + 1).SelectMany(operand => operand.Labels).Concat(equation.Result).ToHashSet();
            result = Multiply(result, operands[index], later);
        }

        result = Summed(result, [.. equation.Result]);
        return context.Cast(result.Transposed(context, equation.Result).Value, type);
    }

    /// <summary>
    /// In a type that can be computed in, each label once, without axes of size 1 that another operand's ellipsis stretches.
    /// </summary>
    private EinsumOperand Prepare(Value value, ImmutableArray<int> labels)
    {
        var operand =
            new EinsumOperand(value.ElementType is ElementType.Int32 or ElementType.Int64 ? value : context.AsFloat(value), labels);
        while (operand.Labels.FirstOrDefault(label => operand.Labels.Count(other => other == label) > 1) is var repeated && repeated != 0)
        {
            operand = Diagonal(operand, repeated);
        }

        ImmutableArray<int> stretched = [.. Enumerable.Range(0, operand.Labels.Length)
            .Where(axis => operand.Labels[axis] < 0 && operand.Value.Shape[axis] == 1 && Size(operand.Labels[axis]) != 1)];
        return stretched.IsEmpty
            ? operand
            : new EinsumOperand(context.Emit(new Squeeze(new ValueList<int>(stretched.AsSpan())), operand.Value),
                [.. operand.Labels.Where((_, axis) => !stretched.Contains(axis))]);
    }

    /// <summary>Elements whose positions along two axes of one label are equal: every (n + 1)-th of both axes as one.</summary>
    private EinsumOperand Diagonal(EinsumOperand operand, int label)
    {
        var first = operand.Labels.IndexOf(label);
        var second = operand.Labels.IndexOf(label, first + 1);
        int[] others = [.. Enumerable.Range(0, operand.Labels.Length).Where(axis => axis != first && axis != second)];
        var size = operand.Value.Shape[first] == Shape.UnknownSize ? operand.Value.Shape[second] : operand.Value.Shape[first];
        if (size == Shape.UnknownSize)
        {
            throw context.Unsupported("a diagonal of axes whose size is not known", "Fix the shapes of the inputs (--input-shape).");
        }

        var last = context.Transpose(operand.Value, [.. others, first, second]);
        var flat = context.ReshapeBehind(last, others.Length, size * size);
        var mask = (1 << others.Length) - 1;
        int[] begin = new int[others.Length + 1];
        var diagonal = context.Emit(
            new StridedSlice(mask, mask), flat, context.Integers(begin), context.Integers([.. others.Select(_ => 0), size * size]),
            context.Integers([.. others.Select(_ => 1), size + 1]));
        return new EinsumOperand(diagonal, [.. others.Select(axis => operand.Labels[axis]), label]);
    }

    private EinsumOperand Summed(EinsumOperand operand, HashSet<int> kept)
    {
        int[] axes = [.. Enumerable.Range(0, operand.Labels.Length).Where(axis => !kept.Contains(operand.Labels[axis]))];
        return axes.Length == 0
            ? operand
            : new EinsumOperand(context.Emit(new Sum(false), operand.Value, context.Integers(axes)),
                [.. operand.Labels.Where(kept.Contains)]);
    }

    private EinsumOperand Multiply(EinsumOperand left, EinsumOperand right, HashSet<int> later)
    {
        left = Summed(left, [.. later, .. right.Labels]);
        right = Summed(right, [.. later, .. left.Labels]);
        var product = new EinsumProduct(context, this, left, right, later);
        var swapped = new EinsumProduct(context, this, right, left, later);
        var best = right.Value.IsConstant || (!left.Value.IsConstant && product.Transposes <= swapped.Transposes) ? product : swapped;
        return best.Emit();
    }

    /// <summary>The labels in the order of the equation's result; those that it doesn't have keep their order, behind.</summary>
    public IEnumerable<int> Ordered(IEnumerable<int> labels) =>
        labels.OrderBy(label => equation.Result.Contains(label) ? equation.Result.IndexOf(label) : int.MaxValue);

    /// <summary>The size of an axis where an operand says it, or <see cref="Shape.UnknownSize"/>.</summary>
    public int Size(int label)
    {
        var (operand, axis) = Place(label);
        return context.Input(operand).Shape[axis];
    }

    /// <summary>The product of the sizes of some axes, an int32 scalar.</summary>
    public Value Count(IEnumerable<int> labels) => labels
        .Select(label =>
            Size(label) is >= 0 and var size ? context.Constant(Tensor.Scalar(size))
            : context.SizeOf(context.Input(Place(label).Operand), Place(label).Axis))
        .Aggregate(context.Constant(Tensor.Scalar(1)), (count, size) => context.Emit(new Mul(), count, size));

    /// <summary>The axis that says most of a label's size: a known one above 1, one that is not known, then 1.</summary>
    private (int Operand, int Axis) Place(int label)
    {
        var places =
            from operand in Enumerable.Range(0, equation.Operands.Length)
            from axis in Enumerable.Range(0, equation.Operands[operand].Length)
            where equation.Operands[operand][axis] == label
            let size = context.Input(operand).Shape[axis]
            orderby size is > 1 or 0 ? 0 : size < 0 ? 1 : 2
            select (operand, axis);
        return places.First();
    }
}
