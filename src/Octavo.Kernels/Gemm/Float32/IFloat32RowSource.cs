namespace Octavo.Kernels;

/// <summary>Supplies rows of the left-hand matrix of a product on demand.</summary>
internal unsafe interface IFloat32RowSource
{
    /// <summary>
    /// Writes rows <paramref name="firstRow"/> to <paramref name="firstRow"/> + <paramref name="rowCount"/> - 1, each of the product's
    /// depth, one after another. Called by several threads.
    /// </summary>
    void Gather(int firstRow, int rowCount, float* destination);
}
