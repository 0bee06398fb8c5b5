namespace Octavo.Operators;

/// <summary>
/// The magnitudes of complex128 elements, within one unit in the last place: a square root with what rounding lost put back.
/// </summary>
internal readonly unsafe struct DoubleMagnitudeRun : IFlatRun
{
    /// <summary>Squares of parts beyond this size, or all below its inverse, leave float64's range.</summary>
    private const double Large = 1e150;

    private const double Down =
        1.0 / (1L << 62) / (1L << 62) / (1L << 62) / (1L << 62) / (1L << 62) / (1L << 62) / (1L << 62) / (1L << 62) / (1L << 62);

    public void Run(void* source, void* destination, long offset, long count)
    {
        for (var i = offset; i < offset + count; i++)
        {
            var real = Math.Abs(((double*)source)[2 * i]);
            var imaginary = Math.Abs(((double*)source)[(2 * i) + 1]);
            ((double*)destination)[i] = double.IsInfinity(real) || double.IsInfinity(imaginary) ? double.PositiveInfinity
                : Magnitude(Math.Max(real, imaginary), Math.Min(real, imaginary));
        }
    }

    private static double Magnitude(double larger, double smaller) => larger switch
    {
        0 => 0,
        > Large => Root(larger * Down, smaller * Down) / Down,
        < 1 / Large => Root(larger / Down, smaller / Down) * Down,
        _ => Root(larger, smaller),
    };

    /// <summary>Source: Borges, Algorithm 1014: An Improved Algorithm for hypot(x, y), 2021.</summary>
    private static double Root(double larger, double smaller)
    {
        var root = Math.Sqrt(Math.FusedMultiplyAdd(larger, larger, smaller * smaller));
        var square = root * root;
        var largerSquare = larger * larger;
        var excess = Math.FusedMultiplyAdd(-smaller, smaller, square - largerSquare)
            + Math.FusedMultiplyAdd(root, root, -square) - Math.FusedMultiplyAdd(larger, larger, -largerSquare);
        return root - (excess / (2 * root));
    }
}
