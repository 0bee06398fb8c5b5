using Octavo.Graphs;

namespace Octavo.TensorFlow;

/// <summary>How an operation on equally typed operands becomes one operator.</summary>
/// <param name="Operator">The operator, with the same inputs in the same order.</param>
/// <param name="Types">The element types that its kernel computes.</param>
/// <param name="MaximumRank">The most axes that its kernel broadcasts.</param>
/// <param name="IsContinuous">
/// Whether a small change of a real operand makes a small change of the result, so that float64 may be computed in float32.
/// </param>
internal sealed record ElementwiseRule(Operator Operator, KernelTypes Types, int MaximumRank = 4, bool IsContinuous = false);
