using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Octavo.Cli;

/// <summary>Options that take a number within bounds; what is none, or lies outside, is said in words.</summary>
internal static class NumberOption
{
    /// <summary>A whole number that has a value in any case.</summary>
    /// <param name="remark">What else to say where the number lies outside, such as what the machine has.</param>
    public static Option<int> Whole(string name, int unlessTold, string description, int minimum, int maximum = int.MaxValue,
        string? remark = null) => new(name)
    {
        Description = description, DefaultValueFactory = _ => unlessTold,
            CustomParser = result => ParseWhole(result, name, minimum, maximum, remark) ?? unlessTold,
    };

    /// <summary>A whole number, or none.</summary>
    public static Option<int?> Whole(string name, string description, int minimum, int maximum = int.MaxValue) => new(name)
    {
        Description = description, CustomParser = result => ParseWhole(result, name, minimum, maximum, null),
    };

    /// <summary>A finite number, or none.</summary>
    public static Option<double?> Real(string name, string description, double minimum, double maximum) => new(name)
    {
        Description = description, CustomParser = result => ParseReal(result, name, minimum, maximum),
    };

    /// <summary>A number of bytes, or none.</summary>
    public static Option<long?> Bytes(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (NumberText.TryBytes(text, out var bytes))
            {
                return bytes;
            }

            result.AddError($"{name} takes a number of bytes, such as 1000000, 512M or 2G, not '{text}'.");
            return null;
        },
    };

    /// <summary>The number of an option's only token; null, with an error, where it is none.</summary>
    public static int? ParseWhole(ArgumentResult result, string name, int minimum, int maximum, string? remark)
    {
        var text = result.Tokens[0].Value;
        if (NumberText.TryWhole(text, out var number) && number >= minimum && number <= maximum)
        {
            return (int)number;
        }

        var bounds = (minimum, maximum) switch
        {
            (int.MinValue, int.MaxValue) => "",
            (_, int.MaxValue) => $" of at least {minimum}",
            _ => $" from {minimum} to {maximum}",
        };
        result.AddError($"{name} takes a whole number{bounds}, not '{text}'.{(remark is null ? "" : $" {remark}")}");
        return null;
    }

    private static double? ParseReal(ArgumentResult result, string name, double minimum, double maximum)
    {
        var text = result.Tokens[0].Value;
        if (NumberText.TryReal(text, out var number) && number >= minimum && number <= maximum)
        {
            return number;
        }

        var hint = text.Contains(',', StringComparison.Ordinal) ? " Write a point before the fraction." : "";
        result.AddError(
            string.Create(CultureInfo.InvariantCulture,
                $"{name} takes a number from {minimum} to {maximum}, such as 0.01, not '{text}'.{hint}"));
        return null;
    }
}
