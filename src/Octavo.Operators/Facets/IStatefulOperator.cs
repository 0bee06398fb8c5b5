namespace Octavo.Operators;

/// <summary>
/// Marks an operator that does more than compute its outputs from its inputs (assigns a variable, draws a random number), so that it is
/// neither folded, merged nor removed.
/// </summary>
internal interface IStatefulOperator;
