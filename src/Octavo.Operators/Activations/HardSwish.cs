using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>x clamp(x + 3, 0, 6) / 6</summary>
internal sealed record HardSwish : UnaryOperator<HardSwishFunction>, IQuantizable, ITFLiteCodec<HardSwish, HardSwishOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.HARD_SWISH;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations);

    public override string Name => "HARD_SWISH";

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.EightBits);

    public static HardSwish Read(HardSwishOptions options) => new();

    public HardSwishOptions Write() => new();
}
