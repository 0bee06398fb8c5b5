namespace Octavo.Kernels;

/// <summary>What becomes of the exact sums of an 8-bit product.</summary>
internal unsafe interface IInt8Epilogue
{
    /// <summary>
    /// Takes the sums [rowCount, columnCount], rows <paramref name="stride"/> apart, of rows from <paramref name="firstRow"/> and columns
    /// from <paramref name="firstColumn"/> on; may change them. Called by several threads.
    /// </summary>
    void Apply(int firstRow, int rowCount, int firstColumn, int columnCount, int* sums, nint stride);
}
