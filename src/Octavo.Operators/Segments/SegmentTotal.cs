using System.Numerics;

namespace Octavo.Operators;

/// <summary>Adds; integers wrap.</summary>
internal readonly struct SegmentTotal : ISegmentFold
{
    public static T Neutral<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => T.Zero;

    public static T Fold<T>(T folded, T next)
        where T : unmanaged, INumber<T> => folded + next;
}
