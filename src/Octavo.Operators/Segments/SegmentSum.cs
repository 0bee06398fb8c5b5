using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Adds up runs of rows, in order. Inputs: float32 or int32 [rows, rest...]; segment of each row, int32 [rows], from 0 on, each the one
/// before or the next. Output [segments, rest...].
/// </summary>
internal sealed record SegmentSum : Operator, IShapeInference, IPlainIntegerKernel, IFloatKernel,
    ITFLiteCodec<SegmentSum, SegmentSumOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SEGMENT_SUM;

    public static OperatorSignature Signature =>
        new OperatorSignature().In("data", TypeSet.Numbers).In("segments", TypeSet.Integers).Out("sums", TypeSet.Numbers);

    public override string Name => "SEGMENT_SUM";

    public static SegmentSum Read(SegmentSumOptions options) => new();

    public SegmentSumOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        var numbers = context.Input(1).Shape;
        if (!data.Shape.HasRank)
        {
            return [data];
        }

        if (data.Shape.Rank == 0
            || (numbers.HasRank && (numbers.Rank != 1 || (numbers[0] >= 0 && data.Shape[0] >= 0 && numbers[0] != data.Shape[0]))))
        {
            throw context.Mismatch("there is not one segment number for each row",
                $"[{(data.Shape.Rank == 0 ? 1 : data.Shape[0])}] numbers", numbers.ToString());
        }

        return [new TypedShape(data.ElementType,
            data.Shape.With(0, context.KnownIntegers(1) is { } known ? Segments(context, known) : Shape.UnknownSize))];
    }

    public KernelSupport SupportPlainInteger(OperandTypes operands) =>
        KernelSupport.When(operands.Output.ElementType == ElementType.Int32, $"sums of {operands.Output.ElementType}");

    public KernelSupport SupportFloat(OperandTypes operands) =>
        KernelSupport.When(operands.Output.ElementType == ElementType.Float32, $"sums of {operands.Output.ElementType}");

    public Step PreparePlainInteger(KernelContext context) => new SegmentStep<int, SegmentTotal>(context);

    public Step PrepareFloat(KernelContext context) => new SegmentStep<float, SegmentTotal>(context);

    private static int Segments(ShapeContext context, int[] numbers)
    {
        var last = -1;
        foreach (var number in numbers)
        {
            last = number == last + 1 || (number == last && number >= 0)
                ? number
                : throw context.Mismatch("the segments are not numbered in order", $"{Math.Max(0, last)} or {last + 1}", $"{number}");
        }

        return last + 1;
    }
}
