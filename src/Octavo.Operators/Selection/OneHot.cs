using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Puts one value where an index says and another everywhere else along a new axis. Inputs: indices, int32 or int64; depth, one integer;
/// value at the index; value elsewhere. An index out of [0, depth) marks nothing.
/// </summary>
/// <param name="Axis">Where the new axis stands in the output; -1 for the last.</param>
internal sealed record OneHot(int Axis = -1) : Operator, IShapeInference, IAxisMap, IMovementKernel, IQuantizable,
    ITFLiteCodec<OneHot, OneHotOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.ONE_HOT;

    public static OperatorSignature Signature => new OperatorSignature()
        .In("indices", TypeSet.Integers).In("depth", TypeSet.Integers).In("value at the index", TypeSet.Any)
        .In("value elsewhere", TypeSet.Any).Out("output", TypeSet.Any);

    public override string Name => "ONE_HOT";

    QuantizationContract IQuantizable.Contract => ContractForms.Joins(ContractForms.EightBits, 2, indices: 2);

    public static OneHot Read(OneHotOptions options) => new(options.Axis);

    public OneHotOptions Write() => new() { Axis = Axis };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var indices = context.Input(0).Shape;
        var type = context.Input(2).ElementType;
        if (context.Input(3).ElementType != type)
        {
            throw context.Mismatch("the two values have different element types", $"{type}", $"{context.Input(3).ElementType}");
        }

        if (!indices.HasRank)
        {
            return [new TypedShape(type, Shape.Unknown)];
        }

        var axis = context.Axis(Axis, indices.Rank + 1);
        var depth = context.KnownIntegers(1) is { } known ? known.Length == 1 && known[0] >= 0 ? known[0]
            : throw context.Mismatch("the depth is not a size", "one integer of at least 0",
                $"[{string.Join(',', known)}]") : Shape.UnknownSize;
        return [new TypedShape(type, context.Bounded([.. indices.Sizes[..axis], depth, .. indices.Sizes[axis..]]))];
    }

    public AxisSource SourceOf(Node node, int output, int axis) =>
        AxisRules.FromStart(Axis, node.Output.Shape.Rank) is var place && axis == place ? AxisSource.None
        : AxisSource.Size(0, axis < place ? axis : axis - 1);

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new OneHotStep(this, context);

    private sealed class OneHotStep(OneHot operation, KernelContext context) : MovementStep(context)
    {
        private readonly IndexOperand indices = new(context.Input(0));
        private readonly Operand mark = context.Input(2);
        private readonly Operand elsewhere = context.Input(3);
        private readonly Operand output = context.Output(0);
        private readonly StridedCopy copy = new(1);

        protected override void Plan()
        {
        }

        protected override void Move()
        {
            ElementFill.Fill(output, elsewhere);
            var axis = output.Shape.NormalizeAxis(operation.Axis);
            long depth = output.Shape.Sizes[axis];
            var inner = output.Shape.ElementCountBetween(axis + 1, output.Shape.Rank);
            var outer = output.Shape.ElementCountBetween(0, axis);
            for (long row = 0; row < outer; row++)
            {
                for (long column = 0; column < inner; column++)
                {
                    var index = indices.Wide((row * inner) + column);
                    if ((ulong)index < (ulong)depth)
                    {
                        copy.Begin(0, (((row * depth) + index) * inner) + column);
                        copy.Run(mark, output);
                    }
                }
            }
        }
    }
}
