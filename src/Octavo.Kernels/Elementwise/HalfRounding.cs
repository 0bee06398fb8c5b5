namespace Octavo.Kernels;

/// <summary>Rounds lanes to float16 precision.</summary>
internal static unsafe class HalfRounding
{
    public static TLanes Of<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var values = stackalloc float[TLanes.Count];
        TLanes.Store(x, values);
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            values[lane] = (float)(Half)values[lane];
        }

        return TLanes.Load(values);
    }
}
