using Octavo.FlatBuffers;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>left differs from right, or one is NaN.</summary>
internal sealed record NotEqual : ComparisonOperator<NotEqualFunction>, IQuantizable, ITFLiteCodec<NotEqual, NotEqualOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.NOT_EQUAL;

    public override string Name => "NOT_EQUAL";

    QuantizationContract IQuantizable.Contract => ContractForms.Comparison;

    public override KernelSupport SupportInteger(OperandTypes operands) =>
        operands.Inputs.All(input => input?.ElementType == ElementType.String) ? KernelSupport.Yes : base.SupportInteger(operands);

    public override Step PrepareInteger(KernelContext context) => context.Input(0).ElementType == ElementType.String
        ? new StringComparisonStep(context, false)
        : base.PrepareInteger(context);

    public static NotEqual Read(NotEqualOptions options) => new();

    public NotEqualOptions Write() => new();
}
