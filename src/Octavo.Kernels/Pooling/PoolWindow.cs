namespace Octavo.Kernels;

/// <summary>A pool's window along one axis.</summary>
/// <param name="PaddingBefore">How far the first window lies before the input.</param>
internal readonly record struct PoolWindow(int InputSize, int OutputSize, int FilterSize, int Stride, int PaddingBefore)
{
    /// <summary>The first input position of an output's window.</summary>
    public int First(int output) => Math.Max(0, (output * Stride) - PaddingBefore);

    /// <summary>One beyond the last.</summary>
    public int End(int output) => Math.Min(InputSize, (output * Stride) - PaddingBefore + FilterSize);
}
