using System.Collections.Frozen;
using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Reduces some axes. Inputs: data; axes, int32 or int64 [number of axes] or a single value, counted from the end where negative, repeated
/// ones once. Output: the data's type.
/// </summary>
/// <param name="KeepsAxes">Whether reduced axes stay, with size 1.</param>
internal abstract record ReduceOperator<TIntegerFold>(bool KeepsAxes) : Operator, IShapeInference, IAxisMap, IMovableAxes,
    IPlainIntegerKernel
    where TIntegerFold : struct, IIntegerFold
{
    private protected virtual FrozenSet<ElementType> Types => IntegerTypes.AllAndBoolean;

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [new(context.Input(0).ElementType, context.Reduced(KeepsAxes))];

    public AxisSource SourceOf(Node node, int output, int axis)
    {
        var before = node.Input(0).Shape;
        if (!before.HasRank || ReducedAxes(node, before.Rank) is not { } reduced || (KeepsAxes && reduced.Contains(axis)))
        {
            return AxisSource.None;
        }

        var left = Enumerable.Range(0, before.Rank).Where(old => KeepsAxes || !reduced.Contains(old)).ToArray();
        return left.Length == node.Output.Shape.Rank ? AxisSource.Size(0, left[axis]) : AxisSource.None;
    }

    /// <summary>Where the axes that are left keep their order, they are left where they were.</summary>
    public MovedOperator? Move(Node node, AxisPlacement placement, Func<Value, bool> moves)
    {
        var rank = node.Input(0).Shape.Rank;
        var moved = MovedOperator.AtAxes(node, 1, rank, placement);
        return KeepsAxes || placement.IsBehindNewAxis ? moved
            : ReducedAxes(node, rank) is { } reduced && placement.KeepsOrderWithout(reduced) ? moved! with { KeepsOutput = true }
            : null;
    }

    private static HashSet<int>? ReducedAxes(Node node, int rank) =>
        node.Input(1).Integers() is { } axes && Array.TrueForAll(axes, axis => axis >= -rank && axis < rank)
            ? [.. axes.Select(axis => axis < 0 ? axis + rank : axis)]
            : null;

    public KernelSupport SupportPlainInteger(OperandTypes operands) => HasAxes(operands).And(ElementwiseTypes.PlainInput(operands, Types));

    public Step PreparePlainInteger(KernelContext context) => context.Input(0).ElementType switch
    {
        ElementType.Int8 => new IntegerReduceStep<sbyte, TIntegerFold>(context),
        ElementType.Int16 => new IntegerReduceStep<short, TIntegerFold>(context),
        ElementType.UInt16 => new IntegerReduceStep<ushort, TIntegerFold>(context),
        ElementType.Int32 => new IntegerReduceStep<int, TIntegerFold>(context),
        ElementType.UInt32 => new IntegerReduceStep<uint, TIntegerFold>(context),
        ElementType.Int64 => new IntegerReduceStep<long, TIntegerFold>(context),
        ElementType.UInt64 => new IntegerReduceStep<ulong, TIntegerFold>(context),
        _ => new IntegerReduceStep<byte, TIntegerFold>(context),
    };

    private protected static KernelSupport HasAxes(OperandTypes operands) => KernelSupport.When(
        operands.Input(1).ElementType is ElementType.Int32 or ElementType.Int64, "the axes must be int32 or int64");
}
