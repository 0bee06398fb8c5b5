using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>x where it is at least 0, e^x - 1 below.</summary>
internal sealed record Elu : UnaryOperator<EluFunction>, IQuantizable, ITFLiteCodec<Elu, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.ELU;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations);

    public override string Name => "ELU";

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.Int8);

    public static Elu Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
