using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Pools over windows. Input: [batch, height, width, channels]. Output: [batch, output height, output width, channels].
/// Infinite results become the largest finite floats.
/// </summary>
internal abstract record PoolOperator<TPool>(
    Padding Padding, int StrideHeight, int StrideWidth, int FilterHeight, int FilterWidth, FusedActivation Activation)
    : Operator, IShapeInference, IAxisMap, IFusedActivation, IFloatKernel
    where TPool : struct, IPoolFunction
{
    public Operator With(FusedActivation activation) => this with { Activation = activation };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var input = context.Input(0);
        if (!input.Shape.HasRank)
        {
            return [input];
        }

        if (input.Shape.Rank != 4)
        {
            throw context.Mismatch("the input of a pool has another rank", "[batch, height, width, channels]", input.Shape.ToString());
        }

        var height = WindowGeometry.OutputSizeOf(input.Shape[1], FilterHeight, StrideHeight, 1, Padding, context.Where);
        var width = WindowGeometry.OutputSizeOf(input.Shape[2], FilterWidth, StrideWidth, 1, Padding, context.Where);
        return [new(input.ElementType, new Shape(input.Shape[0], height, width, input.Shape[3]))];
    }

    public AxisSource SourceOf(Node node, int output, int axis) => axis == 0 ? AxisSource.Size(0, 0) : AxisSource.None;

    public KernelSupport SupportFloat(OperandTypes operands) =>
        KernelSupport.When(Activation.IsClamp(), $"the fused activation {Activation} is no clamp").And(ElementwiseTypes.Float32(operands));

    public Step PrepareFloat(KernelContext context)
    {
        var shape = context.Input(0).Shape;
        var height = WindowGeometry.Along(shape[1], FilterHeight, StrideHeight, 1, Padding, context.Node.Where);
        var width = WindowGeometry.Along(shape[2], FilterWidth, StrideWidth, 1, Padding, context.Node.Where);
        return new FloatPoolStep<TPool>(context, Window(height), Window(width), Activation.FiniteRange());
    }

    /// <summary>The options for a file.</summary>
    protected Pool2DOptions WriteOptions() => new()
    {
        Padding = Padding.ToSchema(),
        StrideH = StrideHeight,
        StrideW = StrideWidth,
        FilterHeight = FilterHeight,
        FilterWidth = FilterWidth,
        FusedActivationFunction = Activation.ToSchema(),
    };

    private static PoolWindow Window(WindowGeometry geometry) =>
        new(geometry.InputSize, geometry.OutputSize, geometry.FilterSize, geometry.Stride, geometry.PaddingBefore);
}
