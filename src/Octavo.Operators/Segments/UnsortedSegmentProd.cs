using Octavo.FlatBuffers;

namespace Octavo.Operators;

/// <summary>The product of each segment; 1 where it is empty.</summary>
internal sealed record UnsortedSegmentProd : UnsortedSegmentOperator, ITFLiteCodec<UnsortedSegmentProd, UnsortedSegmentProdOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.UNSORTED_SEGMENT_PROD;

    public static OperatorSignature Signature => new OperatorSignature()
        .In("data", TypeSet.Numbers).In("segments", TypeSet.Integers).In("number of segments", TypeSet.Integers)
        .Out("output", TypeSet.Numbers);

    public override string Name => "UNSORTED_SEGMENT_PROD";

    public static UnsortedSegmentProd Read(UnsortedSegmentProdOptions options) => new();

    public UnsortedSegmentProdOptions Write() => new();

    public override Step PreparePlainInteger(KernelContext context) => new SegmentStep<int, SegmentProduct>(context);

    public override Step PrepareFloat(KernelContext context) => new SegmentStep<float, SegmentProduct>(context);
}
