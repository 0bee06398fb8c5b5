using Octavo.FlatBuffers;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The position of the smallest element along one axis.</summary>
internal sealed record ArgMin(ElementType OutputType = ElementType.Int32)
    : ExtremeIndexOperator, IQuantizable, ITFLiteCodec<ArgMin, ArgMinOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.ARG_MIN;

    public static OperatorSignature Signature =>
        new OperatorSignature(3).In("input", TypeSet.Values).In("axis", TypeSet.Integers).Out("positions", TypeSet.Integers);

    public override string Name => "ARG_MIN";

    QuantizationContract IQuantizable.Contract =>
        ContractForms.Reduction(ContractForms.EightBits) with { Outputs = [OperandContract.Untouched] };

    public override ElementType OutputType { get; init; } = OutputType;

    private protected override bool SeeksLargest => false;

    public static ArgMin Read(ArgMinOptions options) => new(options.OutputType.ToElementType());

    public ArgMinOptions Write() => new() { OutputType = OutputType.ToSchema() };
}
