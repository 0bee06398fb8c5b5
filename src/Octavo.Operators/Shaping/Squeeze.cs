using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Leaves out axes of size 1. Input: data of any type.</summary>
/// <param name="Axes">The axes to leave out, counted from either end; where there are none, all of size 1.</param>
internal sealed record Squeeze(ValueList<int> Axes = default)
    : Operator, IShapeInference, IAxisMap, IMemoryUse, IMovementKernel, IQuantizable, ITFLiteCodec<Squeeze, SqueezeOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SQUEEZE;

    public static OperatorSignature Signature => OperatorSignature.Movement(2);

    public override string Name => "SQUEEZE";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All);

    public static Squeeze Read(SqueezeOptions options) => new(new ValueList<int>(options.SqueezeDims ?? []));

    public SqueezeOptions Write() => new() { SqueezeDims = Axes.AsSpan().ToArray() };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        if (!data.Shape.HasRank || (Axes.Count == 0 && !data.Shape.IsKnown))
        {
            return [new TypedShape(data.ElementType, Shape.Unknown)];
        }

        var leftOut = new bool[data.Shape.Rank];
        foreach (var axis in Axes)
        {
            leftOut[context.Axis(axis, data.Shape.Rank)] = data.Shape[axis] is 1 or Shape.UnknownSize
                ? true
                : throw context.Mismatch("an axis that is to be left out holds more than one position", $"size 1 on axis {axis}",
                    data.Shape.ToString());
        }

        var sizes = data.Shape.ToArray().Where((size, axis) => Axes.Count == 0 ? size != 1 : !leftOut[axis]).ToArray();
        return [new TypedShape(data.ElementType, new Shape(sizes))];
    }

    /// <summary>The axes that are left are in the order that they had.</summary>
    public AxisSource SourceOf(Node node, int output, int axis)
    {
        var before = node.Input(0).Shape;
        if (!before.HasRank)
        {
            return AxisSource.None;
        }

        var leftOut = Axes.Select(old => AxisRules.FromStart(old, before.Rank)).ToHashSet();
        var left = Enumerable.Range(0, before.Rank).Where(old => Axes.Count == 0 ? before[old] != 1 : !leftOut.Contains(old)).ToArray();
        return left.Length == node.Output.Shape.Rank ? AxisSource.Whole(0, left[axis]) : AxisSource.None;
    }

    public ImmutableArray<MemoryUse> MemoryOf(Node node, int output) => MemoryUse.View;

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new CopyStep(context.Input(0), context.Output(0));
}
