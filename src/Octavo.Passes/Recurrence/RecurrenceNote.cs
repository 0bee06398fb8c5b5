using Octavo.Passes;

namespace Octavo;

/// <summary>What became of one recurrent layer or loop.</summary>
/// <param name="Node">Its name in the user's model.</param>
/// <param name="Result">The operator that computes it.</param>
/// <param name="Reason">Why a loop stays a loop; null where it does not.</param>
public sealed record RecurrenceNote(string Node, string Result, string? Reason);
