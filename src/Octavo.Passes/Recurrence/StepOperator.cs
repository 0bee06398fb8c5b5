using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>What computes the outputs of a node of a loop's body for all steps at once.</summary>
/// <param name="Positions">Operands that are other constants than the node's: axes are counted, and ranges begin, behind that of time.</param>
internal sealed record StepOperator(Operator Operator, params IReadOnlyList<(int Input, Tensor Elements)> Positions);
