using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>Whether it is false.</summary>
internal sealed record LogicalNot : Operator, IShapeInference, IElementwise, IPlainIntegerKernel,
    ITFLiteCodec<LogicalNot, LogicalNotOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.LOGICAL_NOT;

    public static OperatorSignature Signature => OperatorSignature.Unary(ElementType.Boolean);

    public override string Name => "LOGICAL_NOT";

    public static LogicalNot Read(LogicalNotOptions options) => new();

    public LogicalNotOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [context.Input(0)];

    public KernelSupport SupportPlainInteger(OperandTypes operands) => ElementwiseTypes.Plain(operands, IntegerTypes.Boolean);

    public Step PreparePlainInteger(KernelContext context) => ElementwiseKernels.IntegerUnary(context, default(LogicalNotFunction));
}
