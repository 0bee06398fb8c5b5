using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>x where it is at least 0, slope x below. Inputs: x; the slope, which broadcasts against it.</summary>
internal sealed record Prelu : BinaryOperator<PreluFunction>, IQuantizable, ITFLiteCodec<Prelu, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.PRELU;

    public static OperatorSignature Signature => OperatorSignature.Binary(TypeSet.Activations);

    public override string Name => "PRELU";

    QuantizationContract IQuantizable.Contract => ContractForms.Binary(ContractForms.EightBits);

    public static Prelu Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
