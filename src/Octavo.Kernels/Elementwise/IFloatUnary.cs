namespace Octavo.Kernels;

/// <summary>A function of one float32, written once for all widths.</summary>
internal interface IFloatUnary
{
    TLanes Invoke<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>;
}
