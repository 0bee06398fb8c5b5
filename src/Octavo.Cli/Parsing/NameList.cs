namespace Octavo.Cli;

/// <summary>Options that take several names: repeated, or one value with commas.</summary>
internal static class NameList
{
    public static string[] Split(string[]? values) =>
        [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    /// <exception cref="OctavoException">A name is given twice (kind Usage).</exception>
    public static string[] Distinct(string[] names, string option) =>
        names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } repeated
            ? throw new OctavoException(ErrorKind.Usage, $"{option} names '{repeated.Key}' {repeated.Count()} times.",
                hint: "Name each once.")
            : names;
}
