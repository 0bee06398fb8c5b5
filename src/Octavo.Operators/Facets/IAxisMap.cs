using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>The facet that says how the axes of outputs follow from those of inputs, also where their sizes are not known.</summary>
internal interface IAxisMap
{
    /// <param name="node">Of this operator.</param>
    /// <param name="output">An output of known rank.</param>
    /// <param name="axis">
    /// Of that output, counted from its start. What is said of an axis whose size is known may be less than could be said.
    /// </param>
    AxisSource SourceOf(Node node, int output, int axis);
}
