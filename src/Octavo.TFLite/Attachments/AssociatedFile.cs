namespace Octavo;

/// <summary>A file that travels behind a model, in its zip archive.</summary>
/// <param name="Length">In bytes, as the archive says.</param>
public sealed record AssociatedFile(string Name, long Length);
