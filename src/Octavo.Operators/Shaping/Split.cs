using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Cuts a tensor into equal parts. Inputs: axis, one int32; data of any type. As many outputs as parts.</summary>
internal sealed record Split(int PartCount) : Operator, IShapeInference, IAxisMap, IMovableAxes, IMovementKernel, IQuantizable,
    ITFLiteCodec<Split, SplitOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SPLIT;

    public static OperatorSignature Signature =>
        new OperatorSignature(5).In("axis", TypeSet.Integers).In("data", TypeSet.Any)
        .Out("parts", TypeSet.Any, most: OperatorSignature.Many);

    public override string Name => "SPLIT";

    QuantizationContract IQuantizable.Contract =>
        ContractForms.Moves(ContractForms.All, inputs: 2, moved: 1) with { OpenEnd = OperandSide.Output };

    public static Split Read(SplitOptions options) => new(options.NumSplits);

    public SplitOptions Write() => new() { NumSplits = PartCount };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(1);
        if (context.OutputCount != PartCount || PartCount < 1)
        {
            throw context.Mismatch("the number of outputs is not the number of parts", $"{PartCount}", $"{context.OutputCount}");
        }

        if (data.Shape is { HasRank: true, Rank: 0 })
        {
            throw context.Mismatch("a single element has no axis to be cut along", "a tensor of rank 1 or more", $"{data.Shape}");
        }

        if (!data.Shape.HasRank || context.KnownAxis(0, data.Shape.Rank) is not { } axis)
        {
            var unknown = data.Shape.HasRank ? AxisRules.OfRank(data.Shape.Rank) : Shape.Unknown;
            return [.. Enumerable.Repeat(new TypedShape(data.ElementType, unknown), PartCount)];
        }

        var whole = data.Shape[axis];
        if (whole >= 0 && whole % PartCount != 0)
        {
            throw context.Mismatch("the axis cannot be cut into equal parts", $"a multiple of {PartCount} on axis {axis}",
                data.Shape.ToString());
        }

        return [.. Enumerable.Repeat(new TypedShape(data.ElementType, data.Shape.With(axis, whole < 0 ? whole : whole / PartCount)),
            PartCount)];
    }

    public AxisSource SourceOf(Node node, int output, int axis)
    {
        var part = node.Outputs[output].Shape;
        return node.KnownAxis(0, part.Rank) is not { } along ? AxisSource.None
            : axis != along ? AxisSource.Whole(1, axis)
            : part[axis] >= 0 ? AxisSource.Part(1, axis, output * part[axis])
            : AxisSource.None;
    }

    public bool IsData(Node node, int input) => input == 1;

    public MovedOperator? Move(Node node, AxisPlacement placement, Func<Value, bool> moves) =>
        MovedOperator.AtAxes(node, 0, node.Input(1).Shape.Rank, placement);

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new PartsStep(context, 1, 0);
}
