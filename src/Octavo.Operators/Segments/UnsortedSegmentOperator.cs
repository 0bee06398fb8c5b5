using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Folds rows into numbered segments. Inputs: float32 or int32 [rows..., rest...]; segment of each row, int32 [rows...], negative to leave
/// it out; number of segments, one int32. Output [segments, rest...].
/// </summary>
internal abstract record UnsortedSegmentOperator : Operator, IShapeInference, IPlainIntegerKernel, IFloatKernel
{
    private protected UnsortedSegmentOperator()
    {
    }

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        var numbers = context.Input(1).Shape;
        if (!data.Shape.HasRank || !numbers.HasRank)
        {
            return [new TypedShape(data.ElementType, Shape.Unknown)];
        }

        if (numbers.Rank > data.Shape.Rank || !new Shape(data.Shape.Sizes[..numbers.Rank]).Admits(numbers))
        {
            throw context.Mismatch("there is not one segment number for each row", $"the leading sizes of {data.Shape}",
                numbers.ToString());
        }

        var segments = context.KnownIntegers(2) is not { } known ? Shape.UnknownSize
            : known.Length == 1 && known[0] >= 0 ? known[0]
            : throw context.Mismatch("the number of segments is not a size", "one integer of at least 0", $"[{string.Join(',', known)}]");
        return [new TypedShape(data.ElementType, context.Bounded([segments, .. data.Shape.Sizes[numbers.Rank..]]))];
    }

    public KernelSupport SupportPlainInteger(OperandTypes operands) =>
        KernelSupport.When(operands.Output.ElementType == ElementType.Int32, $"segments of {operands.Output.ElementType}");

    public KernelSupport SupportFloat(OperandTypes operands) =>
        KernelSupport.When(operands.Output.ElementType == ElementType.Float32, $"segments of {operands.Output.ElementType}");

    public abstract Step PreparePlainInteger(KernelContext context);

    public abstract Step PrepareFloat(KernelContext context);
}
