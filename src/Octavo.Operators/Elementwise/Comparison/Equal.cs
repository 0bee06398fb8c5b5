using Octavo.FlatBuffers;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>left = right</summary>
internal sealed record Equal : ComparisonOperator<EqualFunction>, IQuantizable, ITFLiteCodec<Equal, EqualOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.EQUAL;

    public static OperatorSignature Signature => OperatorSignature.Comparison(TypeSet.Comparables, 5);

    public override string Name => "EQUAL";

    QuantizationContract IQuantizable.Contract => ContractForms.Comparison;

    public override KernelSupport SupportPlainInteger(OperandTypes operands) =>
        operands.Inputs.All(input => input?.ElementType == ElementType.String) ? KernelSupport.Yes : base.SupportPlainInteger(operands);

    public override Step PreparePlainInteger(KernelContext context) => context.Input(0).ElementType == ElementType.String
        ? new StringComparisonStep(context, true)
        : base.PreparePlainInteger(context);

    public static Equal Read(EqualOptions options) => new();

    public EqualOptions Write() => new();
}
