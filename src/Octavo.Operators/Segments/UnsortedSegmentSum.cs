using Octavo.FlatBuffers;

namespace Octavo.Operators;

/// <summary>The sum of each segment; 0 where it is empty.</summary>
internal sealed record UnsortedSegmentSum : UnsortedSegmentOperator, ITFLiteCodec<UnsortedSegmentSum, UnsortedSegmentSumOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.UNSORTED_SEGMENT_SUM;

    public static OperatorSignature Signature => new OperatorSignature()
        .In("data", TypeSet.Numbers).In("segments", TypeSet.Integers).In("number of segments", TypeSet.Integers)
        .Out("output", TypeSet.Numbers);

    public override string Name => "UNSORTED_SEGMENT_SUM";

    public static UnsortedSegmentSum Read(UnsortedSegmentSumOptions options) => new();

    public UnsortedSegmentSumOptions Write() => new();

    public override Step PreparePlainInteger(KernelContext context) => new SegmentStep<int, SegmentTotal>(context);

    public override Step PrepareFloat(KernelContext context) => new SegmentStep<float, SegmentTotal>(context);
}
