using System.Numerics;

namespace Octavo.Operators;

/// <summary>Keeps the smaller; a NaN is kept only where it comes first.</summary>
internal readonly struct SegmentMinimum : ISegmentFold
{
    public static T Neutral<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => T.MaxValue;

    public static T Fold<T>(T folded, T next)
        where T : unmanaged, INumber<T> => next < folded ? next : folded;
}
