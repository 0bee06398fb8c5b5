using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record BatchMatMul : ITFLiteCodec<BatchMatMul, BatchMatMulOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.BATCH_MATMUL;

    public static BatchMatMul Read(BatchMatMulOptions options) => new(options.AdjX, options.AdjY, options.AsymmetricQuantizeInputs);

    public BatchMatMulOptions Write() => new() { AdjX = TransposeLeft, AdjY = TransposeRight, AsymmetricQuantizeInputs = AsymmetricQuantizeInputs };
}
