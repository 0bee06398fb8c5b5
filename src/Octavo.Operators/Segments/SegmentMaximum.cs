using System.Numerics;

namespace Octavo.Operators;

/// <summary>Keeps the larger; a NaN is kept only where it comes first.</summary>
internal readonly struct SegmentMaximum : ISegmentFold
{
    public static T Neutral<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => T.MinValue;

    public static T Fold<T>(T folded, T next)
        where T : unmanaged, INumber<T> => folded < next ? next : folded;
}
