namespace Octavo.Kernels;

/// <summary>A function of two float32, written once for all widths. A comparison gives a mask.</summary>
internal interface IFloatBinary
{
    TLanes Invoke<TLanes>(TLanes left, TLanes right)
        where TLanes : unmanaged, ILanes<TLanes>;
}
