using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>x where it is at least 0, slope x below.</summary>
internal sealed record LeakyRelu(float Slope) : UnaryOperator<LeakyReluFunction>, IQuantizable, ITFLiteCodec<LeakyRelu, LeakyReluOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.LEAKY_RELU;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations, 2);

    public override string Name => "LEAKY_RELU";

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.All);

    protected override LeakyReluFunction Function => new(Slope);

    public static LeakyRelu Read(LeakyReluOptions options) => new(options.Alpha);

    public LeakyReluOptions Write() => new() { Alpha = Slope };
}
