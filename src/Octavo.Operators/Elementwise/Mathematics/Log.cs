using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The natural logarithm.</summary>
internal sealed record Log : UnaryOperator<LogarithmFunction>, IQuantizable, ITFLiteCodec<Log, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.LOG;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations, 2);

    public override string Name => "LOG";

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.Signed);

    public static Log Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
