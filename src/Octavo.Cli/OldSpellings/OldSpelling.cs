namespace Octavo.Cli;

/// <summary>One option of the old tools.</summary>
/// <param name="Name">As it was written, with its dashes.</param>
/// <param name="Target">The option of today, or the recipe.</param>
/// <param name="Meaning">What a note tells the user.</param>
/// <param name="HasValue">Whether a value follows; a switch may have one after an equals sign only.</param>
internal sealed record OldSpelling(string Name, OldSpellingAction Action, string Target, string Meaning, bool HasValue = true);
