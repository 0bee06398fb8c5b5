using Octavo.TensorFlow.Messages;

namespace Octavo.EndToEnd;

/// <summary>The condition or the body of a loop while it is written.</summary>
/// <param name="Nodes">Where its nodes go.</param>
/// <param name="Capture">Brings a value of the graph around the loop in.</param>
internal sealed record LoopScope(NodeScope Nodes, Func<string, DataType, string> Capture)
{
    public string Float(string outer) => Capture(outer, DataType.DtFloat);

    public string Int32(string outer) => Capture(outer, DataType.DtInt32);
}
