using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Picks slices of a tensor by tuples of positions. Inputs: data of any type; indices [tuples..., depth], int16, int32 or int64, on the
/// data's first depth axes. Output [tuples..., rest of the data's axes].
/// </summary>
internal sealed record GatherNd : Operator, IShapeInference, IAxisMap, IMovementKernel, IQuantizable,
    ITFLiteCodec<GatherNd, GatherNdOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.GATHER_ND;

    public static OperatorSignature Signature => OperatorSignature.Movement(6, "indices");

    public override string Name => "GATHER_ND";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All, inputs: 2);

    public static GatherNd Read(GatherNdOptions options) => new();

    public GatherNdOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        var indices = context.Input(1);
        if (!IndexOperand.Reads(indices.ElementType) || (indices.Shape.HasRank && indices.Shape.Rank == 0))
        {
            throw context.Mismatch("the indices are no tuples of positions", "integers [tuples..., depth]",
                $"{indices.ElementType} {indices.Shape}");
        }

        if (!data.Shape.HasRank || !indices.Shape.HasRank || indices.Shape[-1] < 0)
        {
            return [new TypedShape(data.ElementType, Shape.Unknown)];
        }

        return indices.Shape[-1] <= data.Shape.Rank
            ? [new TypedShape(data.ElementType, context.Bounded([.. indices.Shape.Sizes[..^1], .. data.Shape.Sizes[indices.Shape[-1]..]]))]
            : throw context.Mismatch("the tuples fix more axes than there are", $"at most {data.Shape.Rank} positions",
                $"{indices.Shape[-1]}");
    }

    public AxisSource SourceOf(Node node, int output, int axis)
    {
        var indices = node.Input(1).Shape;
        return !indices.HasRank ? AxisSource.None
            : axis < indices.Rank - 1 ? AxisSource.Size(1, axis)
            : indices[-1] >= 0 ? AxisSource.Size(0, axis - (indices.Rank - 1) + indices[-1])
            : AxisSource.None;
    }

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new GatherNdStep(context);

    private sealed class GatherNdStep(KernelContext context) : MovementStep(context)
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand output = context.Output(0);
        private readonly IndexTuples tuples = new(new IndexOperand(context.Input(1)), context.Input(0), context.Node.Where);
        private readonly StridedCopy copy = new(1);

        protected override void Plan()
        {
        }

        protected override void Move()
        {
            for (long tuple = 0; tuple < tuples.Count; tuple++)
            {
                copy.Begin(tuples.Slice(tuple) * tuples.SliceLength, tuple * tuples.SliceLength);
                copy.Add(tuples.SliceLength, 1, 1);
                copy.Run(input, output);
            }
        }
    }
}
