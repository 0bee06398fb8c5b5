namespace Octavo;

/// <summary>What a model's metadata says of one associated file.</summary>
/// <param name="Locale">Language of the content; empty where it is not said.</param>
public sealed record AssociatedFileNote(string Name, AssociatedFileKind Kind, string Description, string Locale);
