using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The hyperbolic tangent.</summary>
internal sealed record Tanh : UnaryOperator<HyperbolicTangentFunction>, IActivation, IQuantizable, ITFLiteCodec<Tanh, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.TANH;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations, 3);

    public override string Name => "TANH";

    FusedActivation IActivation.Fused => FusedActivation.Tanh;

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.All, FixedScale.SymmetricUnit);

    public static Tanh Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
