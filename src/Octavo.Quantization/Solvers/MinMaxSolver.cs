using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Solvers that take each channel's scale from its least and its greatest element.</summary>
internal abstract class MinMaxSolver : IWeightSolver
{
    /// <summary>The least normal float: codes of smaller scales stand for reals below 4e-36, which they still do.</summary>
    private const float LeastScale = 1.1754944e-38f;

    public abstract string Name { get; }

    public abstract ElementType ElementType { get; }

    public virtual int? BlockSize => null;

    public abstract bool HasChannels { get; }

    public abstract bool IsSymmetric { get; }

    public bool Measures => true;

    public abstract SolvedWeights Solve(Tensor weights, int? channelAxis);

    private protected SolvedWeights Solve<TArithmetic>(Tensor weights, int? channelAxis, Func<ValueRange, CodeScale> scaleOf, int minimum,
        int maximum)
        where TArithmetic : ICodeArithmetic
    {
        var layout = ChannelLayout.Of(weights.Shape, channelAxis);
        var scales = Array.ConvertAll(ChannelRanges.Measure(weights.Values<float>(), layout), range => scaleOf(range));
        var quantization = new AffineQuantization(
            [.. scales.Select(scale => (float)scale.Step)], [.. scales.Select(scale => (long)scale.ZeroPoint)], channelAxis ?? 0);
        return new SolvedWeights(quantization,
            tensor => CodeWriter.Write<TArithmetic>(tensor, ElementType, layout, scales, minimum, maximum))
        {
            Stored = quantization.Scales.Any(scale => scale < LeastScale)
                ? quantization with { Scales = [.. scales.Select(scale => scale.Step == 0 ? 1 : Math.Max((float)scale.Step, LeastScale))] }
                : quantization,
        };
    }
}
