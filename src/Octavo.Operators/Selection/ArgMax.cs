using Octavo.FlatBuffers;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The position of the largest element along one axis.</summary>
internal sealed record ArgMax(ElementType OutputType = ElementType.Int32)
    : ExtremeIndexOperator, IQuantizable, ITFLiteCodec<ArgMax, ArgMaxOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.ARG_MAX;

    public static OperatorSignature Signature =>
        new OperatorSignature(3).In("input", TypeSet.Values).In("axis", TypeSet.Integers).Out("positions", TypeSet.Integers);

    public override string Name => "ARG_MAX";

    QuantizationContract IQuantizable.Contract =>
        ContractForms.Reduction(ContractForms.EightBits) with { Outputs = [OperandContract.Untouched] };

    public override ElementType OutputType { get; init; } = OutputType;

    private protected override bool SeeksLargest => true;

    public static ArgMax Read(ArgMaxOptions options) => new(options.OutputType.ToElementType());

    public ArgMaxOptions Write() => new() { OutputType = OutputType.ToSchema() };
}
