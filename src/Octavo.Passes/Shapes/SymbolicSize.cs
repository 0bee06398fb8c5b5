using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>A size, or an integer made of sizes: a factor times sizes that are not known before the model runs.</summary>
/// <param name="Factor">At least 0 where it is a size.</param>
/// <param name="Unknown">Numbers of the unknown sizes, ascending; a size squared stands twice.</param>
internal readonly record struct SymbolicSize(long Factor, ValueList<int> Unknown)
{
    public SymbolicSize(long number)
        : this(number, [])
    {
    }

    /// <summary>Whether it is a plain number.</summary>
    public bool IsKnown => Unknown.Count == 0;

    public static SymbolicSize operator *(SymbolicSize left, SymbolicSize right) =>
        new(left.Factor * right.Factor, new ValueList<int>([.. left.Unknown.Concat(right.Unknown).Order()]));

    /// <summary>The quotient, where it is a whole product again.</summary>
    public SymbolicSize? DividedBy(SymbolicSize divisor)
    {
        var rest = Unknown.ToList();
        return divisor.Factor != 0 && Factor % divisor.Factor == 0 && divisor.Unknown.All(rest.Remove)
            ? new SymbolicSize(Factor / divisor.Factor, new ValueList<int>([.. rest]))
            : null;
    }
}
