namespace Octavo.Kernels;

/// <summary>In which order the products of one output are summed.</summary>
internal enum SumOrder
{
    /// <summary>
    /// From the bias on, k = 0, 1, 2, ..., each step one fused multiply-add: convolutions, and products of 32 columns or more.
    /// </summary>
    InOrder,

    /// <summary>
    /// Lane j of 32 sums k = j, j + 32, ... with fused multiply-add from +0 (past the end of k it adds 0 x 0); the lanes are added
    /// 16 apart, then 8, 4, 2, 1; the bias is added last: matrix products of fewer than 32 columns.
    /// </summary>
    Lanes,
}
