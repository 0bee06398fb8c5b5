namespace Octavo;

/// <summary>How far a conversion or quantization is.</summary>
/// <param name="Stage">
/// What is done: <c>rewriting</c> (in passes), <c>planning</c>, <c>measuring</c> or <c>writing</c> (in constants).
/// </param>
/// <param name="Done">How many of its units are done.</param>
/// <param name="Total">How many there are; null where nobody knows.</param>
public readonly record struct ConversionProgress(string Stage, long Done, long? Total);
