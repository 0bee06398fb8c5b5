using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>x less the logarithm of the sum of e^x, along the innermost axis.</summary>
internal sealed record LogSoftmax : RowOperator, IQuantizable, ITFLiteCodec<LogSoftmax, LogSoftmaxOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.LOG_SOFTMAX;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations, 2);

    public override string Name => "LOG_SOFTMAX";

    QuantizationContract IQuantizable.Contract =>
        ContractForms.Unary(ContractForms.EightBits, new FixedScale(16f / 256, sbyte.MaxValue));

    public static LogSoftmax Read(LogSoftmaxOptions options) => new();

    public LogSoftmaxOptions Write() => new();

    public override Step PrepareFloat(KernelContext context) => new RowStep<Row>(context, default);

    private readonly unsafe struct Row : IRowFunction
    {
        public void Run(float* input, float* output, long count, KernelMode mode) =>
            FloatSoftmax.LogarithmRow(input, output, count, mode);
    }
}
