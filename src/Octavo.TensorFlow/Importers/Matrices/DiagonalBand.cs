using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Which diagonals of a matrix an operation reads or writes, and where they stand in its compact form [diagonals, longest], or [longest]
/// for a single one. The diagonal above comes first.
/// </summary>
/// <param name="Lowest">Below the main diagonal where negative.</param>
/// <param name="Highest">At least <paramref name="Lowest"/>.</param>
/// <param name="AlignsUpperRight">Whether diagonals above the main one stand at the right end of their row.</param>
/// <param name="AlignsLowerRight">The same for those below.</param>
internal sealed record DiagonalBand(int Lowest, int Highest, bool AlignsUpperRight, bool AlignsLowerRight)
{
    public bool IsMain => Lowest == 0 && Highest == 0;

    public bool IsSingle => Lowest == Highest;

    /// <summary>
    /// The band that input <paramref name="input"/> and the attribute <c>align</c> say; the main diagonal for the operations that have no
    /// such input.
    /// </summary>
    /// <exception cref="OctavoException">It depends on the model's inputs, or is none.</exception>
    public static DiagonalBand Read(ImportContext context, int input)
    {
        var version = context.Node.Operation[^2..];
        var diagonals = version is "V2" or "V3" ? context.RequireIntegers(input, "the diagonal") : [0];
        if (diagonals.Length is not (1 or 2) || diagonals[0] > diagonals[^1])
        {
            throw new OctavoException(ErrorKind.MalformedModel, "these are no diagonals", context.Where,
                "one, or the lowest and the highest", $"[{string.Join(',', diagonals)}]");
        }

        var align = version == "V3" ? context.Attributes.Text("align") : "LEFT_LEFT";
        return new DiagonalBand(diagonals[0], diagonals[^1], align.StartsWith("RIGHT", StringComparison.Ordinal),
            align.EndsWith("RIGHT", StringComparison.Ordinal));
    }

    /// <summary>The length of the compact form's rows, for matrices of these sizes.</summary>
    public int Longest(int rows, int columns) => Math.Min(rows + Math.Min(Highest, 0), columns - Math.Max(Lowest, 0));

    /// <summary>Where the element at a row and column stands in the compact form; -1 where it is on none of the diagonals.</summary>
    public int PlaceOf(int row, int column, int rows, int columns)
    {
        var diagonal = column - row;
        if (diagonal < Lowest || diagonal > Highest)
        {
            return -1;
        }

        var longest = Longest(rows, columns);
        var length = Math.Min(rows + Math.Min(diagonal, 0), columns - Math.Max(diagonal, 0));
        var isRight = (diagonal > 0 && AlignsUpperRight) || (diagonal < 0 && AlignsLowerRight);
        return ((Highest - diagonal) * longest) + column - Math.Max(diagonal, 0) + (isRight ? longest - length : 0);
    }
}
