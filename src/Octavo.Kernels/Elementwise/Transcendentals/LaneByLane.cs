namespace Octavo.Kernels;

/// <summary>Calls a scalar function for each lane.</summary>
internal static unsafe class LaneByLane
{
    public static TLanes Invoke<TLanes, TFunction>(TLanes left, TLanes right)
        where TLanes : unmanaged, ILanes<TLanes>
        where TFunction : struct, IScalarBinary
    {
        var lefts = stackalloc float[TLanes.Count];
        var rights = stackalloc float[TLanes.Count];
        TLanes.Store(left, lefts);
        TLanes.Store(right, rights);
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            lefts[lane] = TFunction.Invoke(lefts[lane], rights[lane]);
        }

        return TLanes.Load(lefts);
    }
}
