namespace Octavo.DocsGenerator;

/// <summary>Names of code as words of a sentence.</summary>
internal static class Words
{
    public static string Of(string name) =>
        string.Concat(
            name.Select((letter, index) =>
                char.IsUpper(letter) && index > 0 ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
