namespace Octavo;

/// <summary>One class that a model names for an input.</summary>
/// <param name="Index">Of the score.</param>
/// <param name="Name">The class's label, its number where there is none.</param>
public sealed record TopClass(int Index, string Name, double Score);
