using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The shape that two shapes broadcast to. Inputs: two vectors of sizes, both int32 or both int64. Output: a vector as long as the longer
/// one.
/// </summary>
internal sealed record BroadcastArgs : Operator, IShapeInference, IPlainIntegerKernel, ITFLiteCodec<BroadcastArgs, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.BROADCAST_ARGS;

    public static OperatorSignature Signature => OperatorSignature.Binary(TypeSet.Integers);

    public override string Name => "BROADCAST_ARGS";

    public static BroadcastArgs Read(NoOptions options) => new();

    public NoOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var left = context.Input(0);
        var right = context.Input(1);
        if (left.ElementType != right.ElementType || (left.Shape.HasRank && left.Shape.Rank != 1)
            || (right.Shape.HasRank && right.Shape.Rank != 1))
        {
            throw context.Mismatch("the inputs are not two shapes", "two vectors of int32 or of int64",
                $"{left.ElementType} {left.Shape} and {right.ElementType} {right.Shape}");
        }

        var length = left.Shape.IsKnown && right.Shape.IsKnown ? Math.Max(left.Shape[0], right.Shape[0]) : Shape.UnknownSize;
        return [new TypedShape(left.ElementType, new Shape(length))];
    }

    public KernelSupport SupportPlainInteger(OperandTypes operands) =>
        KernelSupport.When(operands.Output.ElementType is ElementType.Int32 or ElementType.Int64,
            $"shapes of {operands.Output.ElementType}");

    public Step PreparePlainInteger(KernelContext context) => new BroadcastArgsStep(context);

    private sealed class BroadcastArgsStep(KernelContext context) : Step
    {
        private readonly IndexOperand left = new(context.Input(0));
        private readonly IndexOperand right = new(context.Input(1));
        private readonly Operand output = context.Output(0);
        private readonly string where = context.Node.Where;

        public override void Run()
        {
            var rank = (int)output.ElementCount;
            for (var axis = 1; axis <= rank; axis++)
            {
                var one = axis <= left.Count ? left.Wide(left.Count - axis) : 1;
                var other = axis <= right.Count ? right.Wide(right.Count - axis) : 1;
                if (one != other && one != 1 && other != 1)
                {
                    throw new OctavoException(ErrorKind.InvalidData, "the two shapes do not broadcast", where,
                        "equal sizes, or sizes of 1, aligned at the last axis", $"{one} and {other}");
                }

                var size = one == 1 ? other : one;
                if (output.ElementType == ElementType.Int32)
                {
                    output.Span<int>()[rank - axis] = (int)size;
                }
                else
                {
                    output.Span<long>()[rank - axis] = size;
                }
            }
        }
    }
}
