using System.Globalization;

namespace Octavo.Cli;

/// <summary>
/// Numbers of the command line: one form for every machine and language, without separators of thousands, white space or other digits than
/// 0 to 9.
/// </summary>
internal static class NumberText
{
    /// <summary>A whole number; one that has no place in 64 bits is none.</summary>
    public static bool TryWhole(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    /// <summary>Bytes: a whole number of at least 1, with K, M or G behind it for powers of 1024 (also as KB or KiB).</summary>
    public static bool TryBytes(string text, out long bytes)
    {
        var digits = text.AsSpan().TrimEnd("BbiI");
        var power = digits.Length == 0 ? -1 : "KMG".IndexOf(char.ToUpperInvariant(digits[^1]), StringComparison.Ordinal);
        var unit = text.AsSpan(digits.Length);
        var isUnit = unit.Length == 0
            || (power >= 0
                && (unit.Equals("B", StringComparison.OrdinalIgnoreCase) || unit.Equals("iB", StringComparison.OrdinalIgnoreCase)));
        bytes = 0;
        return isUnit && TryWhole(digits[..(power < 0 ? digits.Length : digits.Length - 1)].ToString(), out bytes) && bytes >= 1
            && bytes <= long.MaxValue >> (10 * (power + 1)) && (bytes <<= 10 * (power + 1)) > 0;
    }

    /// <summary>A finite number such as <c>0.01</c> or <c>1e-3</c>.</summary>
    public static bool TryReal(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out number)
        && double.IsFinite(number);
}
