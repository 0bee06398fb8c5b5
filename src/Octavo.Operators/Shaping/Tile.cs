using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Repeats a tensor along its axes. Inputs: data of any type; multiples [rank], int32 or int64, each at least 0.</summary>
internal sealed record Tile : Operator, IShapeInference, IAxisMap, IMovementKernel, IQuantizable, ITFLiteCodec<Tile, TileOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.TILE;

    public static OperatorSignature Signature => OperatorSignature.Movement(3, "multiples");

    public override string Name => "TILE";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All, inputs: 2);

    public static Tile Read(TileOptions options) => new();

    public TileOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        if (!data.Shape.HasRank || context.KnownIntegers(1) is not { } multiples)
        {
            return [new TypedShape(data.ElementType, data.Shape.HasRank ? AxisRules.OfRank(data.Shape.Rank) : Shape.Unknown)];
        }

        if (multiples.Length != data.Shape.Rank || multiples.Any(multiple => multiple < 0))
        {
            throw context.Mismatch("the multiples do not go with the tensor", $"{data.Shape.Rank} multiples of at least 0",
                $"[{string.Join(',', multiples)}]");
        }

        var sizes = data.Shape.ToArray().Select((size, axis) => size < 0 ? size : context.Size((long)size * multiples[axis])).ToArray();
        return [new TypedShape(data.ElementType, context.Bounded(sizes))];
    }

    public AxisSource SourceOf(Node node, int output, int axis) =>
        node.Input(1).Integers() is { } multiples && multiples.Length == node.Output.Shape.Rank && multiples[axis] == 1
        ? AxisSource.Whole(0, axis) : AxisSource.None;

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new TileStep(context);

    private sealed class TileStep(KernelContext context) : MovementStep(context)
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand output = context.Output(0);
        private readonly StridedCopy copy = new(2 * context.Input(0).Shape.Rank);

        protected override void Plan()
        {
            var sizes = input.Shape.Sizes;
            var targets = output.Shape.Sizes;
            var source = Math.Max(1, input.ElementCount);
            var target = Math.Max(1, output.ElementCount);
            copy.Begin(0, 0);
            for (var axis = 0; axis < sizes.Length; axis++)
            {
                source /= Math.Max(1, sizes[axis]);
                target /= Math.Max(1, targets[axis]);
                copy.Add(sizes[axis] == 0 ? 0 : targets[axis] / sizes[axis], 0, sizes[axis] * target);
                copy.Add(sizes[axis], source, target);
            }
        }

        protected override void Move() => copy.Run(input, output, Workers);
    }
}
