using Octavo.FlatBuffers;

namespace Octavo.Operators;

/// <summary>The smallest element of each segment; the highest number of the type where it is empty.</summary>
internal sealed record UnsortedSegmentMin : UnsortedSegmentOperator, ITFLiteCodec<UnsortedSegmentMin, UnsortedSegmentMinOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.UNSORTED_SEGMENT_MIN;

    public static OperatorSignature Signature => new OperatorSignature()
        .In("data", TypeSet.Numbers).In("segments", TypeSet.Integers).In("number of segments", TypeSet.Integers)
        .Out("output", TypeSet.Numbers);

    public override string Name => "UNSORTED_SEGMENT_MIN";

    public static UnsortedSegmentMin Read(UnsortedSegmentMinOptions options) => new();

    public UnsortedSegmentMinOptions Write() => new();

    public override Step PreparePlainInteger(KernelContext context) => new SegmentStep<int, SegmentMinimum>(context);

    public override Step PrepareFloat(KernelContext context) => new SegmentStep<float, SegmentMinimum>(context);
}
