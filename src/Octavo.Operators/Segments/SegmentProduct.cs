using System.Numerics;

namespace Octavo.Operators;

/// <summary>Multiplies; integers wrap.</summary>
internal readonly struct SegmentProduct : ISegmentFold
{
    public static T Neutral<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => T.One;

    public static T Fold<T>(T folded, T next)
        where T : unmanaged, INumber<T> => folded * next;
}
