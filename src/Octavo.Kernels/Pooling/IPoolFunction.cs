namespace Octavo.Kernels;

/// <summary>What a pool makes of the elements of a window, visited row by row.</summary>
internal interface IPoolFunction
{
    static abstract float Start { get; }

    static abstract TLanes Add<TLanes>(TLanes sum, TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>;

    /// <param name="count">The elements of the window that lie inside of the input.</param>
    static abstract TLanes Finish<TLanes>(TLanes sum, float count)
        where TLanes : unmanaged, ILanes<TLanes>;
}
