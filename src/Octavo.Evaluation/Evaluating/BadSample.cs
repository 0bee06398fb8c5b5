namespace Octavo;

/// <summary>A sample that could not be read or prepared, and why.</summary>
public sealed record BadSample(string Name, OctavoException Failure);
