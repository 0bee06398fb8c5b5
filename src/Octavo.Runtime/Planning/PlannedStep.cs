using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Runtime;

/// <summary>One node of a plan and what runs it.</summary>
/// <param name="IsLate">Whether shapes are only known when it runs.</param>
internal readonly record struct PlannedStep(Node Node, Step Step, bool IsLate);
