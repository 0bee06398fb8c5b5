using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>x over its Euclidean norm (at least 1e-6), along the innermost axis.</summary>
internal sealed record L2Normalization(FusedActivation Activation = FusedActivation.None)
    : RowOperator, IQuantizable, ITFLiteCodec<L2Normalization, L2NormOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.L2_NORMALIZATION;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations, 2);

    public override string Name => "L2_NORMALIZATION";

    QuantizationContract IQuantizable.Contract =>
        ContractForms.Unary(ContractForms.EightBits, FixedScale.SymmetricUnit with { Scale16 = null });

    public static L2Normalization Read(L2NormOptions options) => new(options.FusedActivationFunction.ToFusedActivation());

    public L2NormOptions Write() => new() { FusedActivationFunction = Activation.ToSchema() };

    public override KernelSupport SupportFloat(OperandTypes operands) =>
        KernelSupport.When(Activation == FusedActivation.None, "a fused activation").And(base.SupportFloat(operands));

    public override Step PrepareFloat(KernelContext context) => new RowStep<Row>(context, default);

    private readonly unsafe struct Row : IRowFunction
    {
        public void Run(float* input, float* output, long count, KernelMode mode) =>
            FloatNormalization.EuclideanRow(input, output, count, mode);
    }
}
