using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Cuts a tensor into parts of given sizes. Inputs: data of any type; sizes [parts], int32 or int64, one may be -1 (what remains); axis,
/// one int32.
/// </summary>
internal sealed record SplitV(int PartCount) : Operator, IShapeInference, IAxisMap, IMovableAxes, IMovementKernel, IQuantizable,
    ITFLiteCodec<SplitV, SplitVOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SPLIT_V;

    public static OperatorSignature Signature => new OperatorSignature(3)
        .In("data", TypeSet.Any).In("sizes", TypeSet.Integers).In("axis", TypeSet.Integers)
        .Out("parts", TypeSet.Any, most: OperatorSignature.Many);

    public override string Name => "SPLIT_V";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All, inputs: 3) with { OpenEnd = OperandSide.Output };

    public static SplitV Read(SplitVOptions options) => new(options.NumSplits);

    public SplitVOptions Write() => new() { NumSplits = PartCount };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        if (context.OutputCount != PartCount || PartCount < 1)
        {
            throw context.Mismatch("the number of outputs is not the number of parts", $"{PartCount}", $"{context.OutputCount}");
        }

        if (data.Shape is { HasRank: true, Rank: 0 })
        {
            throw context.Mismatch("a single element has no axis to be cut along", "a tensor of rank 1 or more", $"{data.Shape}");
        }

        if (!data.Shape.HasRank || context.KnownAxis(2, data.Shape.Rank) is not { } axis)
        {
            var unknown = data.Shape.HasRank ? AxisRules.OfRank(data.Shape.Rank) : Shape.Unknown;
            return [.. Enumerable.Repeat(new TypedShape(data.ElementType, unknown), PartCount)];
        }

        var sizes = context.KnownIntegers(1) is { } given ? Sizes(context, given, data.Shape[axis])
            : Enumerable.Repeat(Shape.UnknownSize, PartCount);
        return [.. sizes.Select(size => new TypedShape(data.ElementType, data.Shape.With(axis, size)))];
    }

    public AxisSource SourceOf(Node node, int output, int axis)
    {
        var before = node.Outputs.Take(output).Select(part => part.Shape);
        return node.KnownAxis(2, node.Outputs[output].Shape.Rank) is not { } along ? AxisSource.None
            : axis != along ? AxisSource.Whole(0, axis)
            : before.All(part => part.HasRank && part[axis] >= 0) ? AxisSource.Part(0, axis, before.Sum(part => part[axis]))
            : AxisSource.None;
    }

    public MovedOperator? Move(Node node, AxisPlacement placement, Func<Value, bool> moves) =>
        MovedOperator.AtAxes(node, 2, node.Input(0).Shape.Rank, placement);

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new PartsStep(context, 0, 2);

    private int[] Sizes(ShapeContext context, int[] sizes, int whole)
    {
        var open = Array.IndexOf(sizes, -1);
        var given = sizes.Where(size => size > 0).Sum(size => (long)size);
        if (sizes.Length != PartCount || sizes.Any(size => size < -1) || sizes.Count(size => size == -1) > 1
            || (whole >= 0 && (open < 0 ? given != whole : given > whole)))
        {
            throw context.Mismatch("the sizes of the parts do not fill the axis",
                $"{PartCount} sizes that add up to {whole}, at most one -1", $"[{string.Join(',', sizes)}]");
        }

        if (open >= 0)
        {
            sizes[open] = whole < 0 ? Shape.UnknownSize : (int)(whole - given);
        }

        return sizes;
    }
}
