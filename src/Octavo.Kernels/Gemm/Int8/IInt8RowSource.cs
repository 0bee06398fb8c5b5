namespace Octavo.Kernels;

/// <summary>Supplies rows of the left-hand matrix of an 8-bit product on demand.</summary>
internal unsafe interface IInt8RowSource
{
    /// <summary>
    /// Where the row lies, or null after <paramref name="buffer"/> (as many bytes as the product is deep) was filled with it. Called by
    /// several threads.
    /// </summary>
    sbyte* Row(int row, sbyte* buffer);
}
