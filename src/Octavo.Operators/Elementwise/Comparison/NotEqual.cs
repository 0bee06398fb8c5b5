using Octavo.FlatBuffers;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>left differs from right, or one is NaN.</summary>
internal sealed record NotEqual : ComparisonOperator<NotEqualFunction>, IQuantizable, ITFLiteCodec<NotEqual, NotEqualOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.NOT_EQUAL;

    public static OperatorSignature Signature => OperatorSignature.Comparison(TypeSet.Comparables, 4);

    public override string Name => "NOT_EQUAL";

    QuantizationContract IQuantizable.Contract => ContractForms.Comparison;

    public override KernelSupport SupportPlainInteger(OperandTypes operands) =>
        operands.Inputs.All(input => input?.ElementType == ElementType.String) ? KernelSupport.Yes : base.SupportPlainInteger(operands);

    public override Step PreparePlainInteger(KernelContext context) => context.Input(0).ElementType == ElementType.String
        ? new StringComparisonStep(context, false)
        : base.PreparePlainInteger(context);

    public static NotEqual Read(NotEqualOptions options) => new();

    public NotEqualOptions Write() => new();
}
