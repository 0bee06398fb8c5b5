namespace Octavo.Kernels;

/// <summary>One call of a panel kernel: rows x one panel of columns, see <see cref="Float32Gemm"/>.</summary>
internal unsafe struct Float32PanelProduct
{
    /// <summary>[rows, depth], rows <see cref="LeftStride"/> floats apart.</summary>
    public float* Left;
    public nint LeftStride;

    /// <summary>[depth, width].</summary>
    public float* Panel;

    /// <summary>As many floats as the panel is wide.</summary>
    public float* Bias;

    /// <summary>[rows, width], rows <see cref="OutputStride"/> floats apart; all columns are written.</summary>
    public float* Output;
    public nint OutputStride;
    public int Rows;
    public int Depth;

    /// <summary>16 or 32.</summary>
    public int Width;
    public float Minimum;
    public float Maximum;
}
