using Octavo.FlatBuffers;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>e^(beta x) over the sum of these, along the innermost axis.</summary>
internal sealed record Softmax(float Beta) : RowOperator, IQuantizable, ITFLiteCodec<Softmax, SoftmaxOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SOFTMAX;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations, 4);

    public override string Name => "SOFTMAX";

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.All, FixedScale.UnitInterval);

    public static Softmax Read(SoftmaxOptions options) => new(options.Beta);

    public SoftmaxOptions Write() => new() { Beta = Beta };

    public override KernelSupport SupportFloat(OperandTypes operands) => ElementwiseTypes.Float(operands);

    public override Step PrepareFloat(KernelContext context) => context.Input(0).ElementType == ElementType.Float16
        ? new HalfRowStep<Row>(context, new Row(Beta))
        : new RowStep<Row>(context, new Row(Beta));

    protected override bool Admits(int rank, out string expected)
    {
        expected = "rank 1 or more";
        return rank >= 1;
    }

    /// <summary>Quantized int8 may become int16.</summary>
    private protected override ElementType ResultType(ShapeContext context) =>
        (context.Input(0).ElementType, context.DeclaredOutput(0).ElementType) is (ElementType.Int8, ElementType.Int16) ? ElementType.Int16
        : base.ResultType(context);

    private readonly unsafe struct Row(float beta) : IRowFunction
    {
        public void Run(float* input, float* output, long count, KernelMode mode) =>
            FloatSoftmax.Row(input, output, count, beta, mode);
    }
}
