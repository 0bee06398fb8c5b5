namespace Octavo.Cli;

/// <summary>Options that take several names: repeated, or one value with commas.</summary>
internal static class NameList
{
    public static string[] Split(string[]? values) =>
        [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
