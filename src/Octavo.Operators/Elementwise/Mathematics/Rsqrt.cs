using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>1 / sqrt x</summary>
internal sealed record Rsqrt : UnaryOperator<ReciprocalSquareRootFunction>, IQuantizable, ITFLiteCodec<Rsqrt, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.RSQRT;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations, 3);

    public override string Name => "RSQRT";

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.Signed);

    public static Rsqrt Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
