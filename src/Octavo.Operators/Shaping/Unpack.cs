using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Gives each position of an axis as an output of its own, without that axis. Input: data of any type.</summary>
/// <param name="Count">The size of the axis, and the number of outputs.</param>
internal sealed record Unpack(int Axis, int Count)
    : Operator, IShapeInference, IAxisMap, IMovementKernel, IQuantizable, ITFLiteCodec<Unpack, UnpackOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.UNPACK;

    public static OperatorSignature Signature =>
        new OperatorSignature(6).In("data", TypeSet.Any).Out("positions", TypeSet.Any, fewest: 0, most: OperatorSignature.Many);

    public override string Name => "UNPACK";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All) with { OpenEnd = OperandSide.Output };

    public static Unpack Read(UnpackOptions options) => new(options.Axis, options.Num);

    public UnpackOptions Write() => new() { Axis = Axis, Num = Count };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        if (context.OutputCount != Count)
        {
            throw context.Mismatch("the number of outputs is not the number of positions", $"{Count}", $"{context.OutputCount}");
        }

        if (!data.Shape.HasRank)
        {
            return [.. Enumerable.Repeat(new TypedShape(data.ElementType, Shape.Unknown), Count)];
        }

        var axis = context.Axis(Axis, data.Shape.Rank);
        if (data.Shape[axis] >= 0 && data.Shape[axis] != Count)
        {
            throw context.Mismatch("the axis has another size than there are outputs", $"{Count} on axis {axis}", data.Shape.ToString());
        }

        var shape = new Shape([.. data.Shape.Sizes[..axis], .. data.Shape.Sizes[(axis + 1)..]]);
        return [.. Enumerable.Repeat(new TypedShape(data.ElementType, shape), Count)];
    }

    public AxisSource SourceOf(Node node, int output, int axis) =>
        node.Input(0).Shape is { HasRank: true } whole ? AxisSource.Size(0, axis < AxisRules.FromStart(Axis, whole.Rank) ? axis : axis + 1)
        : AxisSource.None;

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new PartsStep(context, 0, null, Axis);
}
