using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>Zeros (all bits 0) of the input's type and shape.</summary>
internal sealed record ZerosLike : Operator, IShapeInference, IElementwise, IMovementKernel, ITFLiteCodec<ZerosLike, ZerosLikeOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.ZEROS_LIKE;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Any);

    public override string Name => "ZEROS_LIKE";

    public static ZerosLike Read(ZerosLikeOptions options) => new();

    public ZerosLikeOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [context.Input(0)];

    public KernelSupport SupportMovement(OperandTypes operands) =>
        KernelSupport.When(operands.Output.Quantization is null, "zeros of a quantized type").And(
            KernelSupport.When(NumericTypes.Includes(operands.Output.ElementType), $"zeros of {operands.Output.ElementType}"));

    public Step PrepareMovement(KernelContext context) => new ZerosStep(context.Output(0));

    private sealed class ZerosStep(Operand output) : Step
    {
        public override void Run() => ElementFill.Clear(output);
    }
}
