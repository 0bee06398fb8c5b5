using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>A new state of a recurrent operator: clipped to [-clip, clip] where clip is positive; subnormal values become 0.</summary>
internal readonly struct RecurrentStateFunction(float clip) : IFloatUnary
{
    private const float SmallestNormal = 1.17549435e-38f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (clip > 0)
        {
            x = new ClampFunction(new ActivationRange(-clip, clip)).Invoke(x);
        }

        var magnitude = x & TLanes.OfBits(int.MaxValue);
        return TLanes.Select(TLanes.Less(magnitude, TLanes.Of(SmallestNormal)), TLanes.Of(0), x);
    }
}
