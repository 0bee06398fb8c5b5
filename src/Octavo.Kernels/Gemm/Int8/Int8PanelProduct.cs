namespace Octavo.Kernels;

/// <summary>One call of a panel kernel: rows x one panel of columns, see <see cref="Int8Gemm"/>.</summary>
internal unsafe struct Int8PanelProduct
{
    /// <summary>[rows, depth in fours], widened to 16 bits, each four of k in the order 0, 2, 1, 3; zeros past the end.</summary>
    public short* Left;

    /// <summary>The depth, rounded up to fours.</summary>
    public nint LeftStride;

    /// <summary>[fours of depth, width, 4].</summary>
    public sbyte* Panel;

    /// <summary>[rows, width], rows <see cref="OutputStride"/> apart.</summary>
    public int* Output;
    public nint OutputStride;
    public int Rows;

    /// <summary>16 or 32.</summary>
    public int Width;
}
