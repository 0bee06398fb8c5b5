using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>
/// What is left of x after quantization to a grid: minimum + scale x round((clamp(x) - minimum) / scale), ties away from zero, the division
/// as a product with the rounded inverse.
/// </summary>
internal readonly struct FakeQuantizationFunction(float minimum, float maximum, float scale) : IFloatUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var clamped = new ClampFunction(new ActivationRange(minimum, maximum)).Invoke(x);
        var steps = (clamped - TLanes.Of(minimum)) * TLanes.Of(1f / scale);

        // Steps are not negative, so ties away from zero are ties up.
        var floor = TLanes.Floor(steps);
        var roundsUp = TLanes.LessOrEqual(TLanes.Of(0.5f), steps - floor);
        var rounded = floor + (roundsUp & TLanes.Of(1f));
        return (rounded * TLanes.Of(scale)) + TLanes.Of(minimum);
    }
}
