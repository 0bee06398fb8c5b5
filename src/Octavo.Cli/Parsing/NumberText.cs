using System.Globalization;

namespace Octavo.Cli;

/// <summary>
/// Numbers of the command line: one form for every machine and language, without separators of thousands, white space or other digits than 0 to 9.
/// </summary>
internal static class NumberText
{
    /// <summary>A whole number; one that has no place in 64 bits is none.</summary>
    public static bool TryWhole(string text, out long number) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    /// <summary>A finite number such as <c>0.01</c> or <c>1e-3</c>.</summary>
    public static bool TryReal(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number)
        && double.IsFinite(number);
}
