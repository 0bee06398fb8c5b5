using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The square root.</summary>
internal sealed record Sqrt : UnaryOperator<SquareRootFunction>, IQuantizable, ITFLiteCodec<Sqrt, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SQRT;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations, 2);

    public override string Name => "SQRT";

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.Signed);

    public static Sqrt Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
