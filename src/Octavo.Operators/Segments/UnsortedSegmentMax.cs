using Octavo.FlatBuffers;

namespace Octavo.Operators;

/// <summary>The largest element of each segment; the lowest number of the type where it is empty.</summary>
internal sealed record UnsortedSegmentMax : UnsortedSegmentOperator, ITFLiteCodec<UnsortedSegmentMax, UnsortedSegmentMaxOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.UNSORTED_SEGMENT_MAX;

    public static OperatorSignature Signature => new OperatorSignature()
        .In("data", TypeSet.Numbers).In("segments", TypeSet.Integers).In("number of segments", TypeSet.Integers)
        .Out("output", TypeSet.Numbers);

    public override string Name => "UNSORTED_SEGMENT_MAX";

    public static UnsortedSegmentMax Read(UnsortedSegmentMaxOptions options) => new();

    public UnsortedSegmentMaxOptions Write() => new();

    public override Step PreparePlainInteger(KernelContext context) => new SegmentStep<int, SegmentMaximum>(context);

    public override Step PrepareFloat(KernelContext context) => new SegmentStep<float, SegmentMaximum>(context);
}
