namespace Octavo.EndToEnd;

/// <summary>An array of tensors of a graph.</summary>
/// <param name="Handle">The array itself; of no meaning for lists, which are values.</param>
/// <param name="Flow">What orders reads and writes, or the list.</param>
internal sealed record StepArray(string Handle, string Flow);
