using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record BatchMatMul : ITFLiteCodec<BatchMatMul, BatchMatMulOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.BATCH_MATMUL;

    public static OperatorSignature Signature =>
        new OperatorSignature(4).In("left", TypeSet.Numbers).In("right", TypeSet.Numbers | TypeSet.Weights).Out("output", TypeSet.Numbers);

    public static BatchMatMul Read(BatchMatMulOptions options) => new(options.AdjX, options.AdjY, options.AsymmetricQuantizeInputs);

    public BatchMatMulOptions Write() =>
        new() { AdjX = TransposeLeft, AdjY = TransposeRight, AsymmetricQuantizeInputs = AsymmetricQuantizeInputs };
}
