using System.CommandLine;
using System.Globalization;

namespace Octavo.Cli;

/// <summary>Options that take a number of at least 1.</summary>
internal static class PositiveNumber
{
    public static void Require(Option option) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1))
        {
            result.AddError($"{option.Name} takes a whole number of at least 1, not '{token.Value}'.");
        }
    });
}
