namespace Octavo;

/// <summary>How long one node took in one invocation.</summary>
/// <param name="NodeId">What tells the node from all others of its model, whatever their names; the same whenever the file is read.</param>
/// <param name="Node">The node's name.</param>
/// <param name="Operator">TFLite's name of the operator.</param>
/// <param name="Time">From start to end.</param>
public readonly record struct StepTime(int NodeId, string Node, string Operator, TimeSpan Time);
