using System.Numerics;

namespace Octavo.Operators;

/// <summary>How elements of one segment become one, in their order.</summary>
internal interface ISegmentFold
{
    /// <summary>What an empty segment holds.</summary>
    static abstract T Neutral<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T>;

    static abstract T Fold<T>(T folded, T next)
        where T : unmanaged, INumber<T>;
}
