using System.Collections.Immutable;

namespace Octavo.TensorFlow;

/// <summary>One operation in a graph.</summary>
internal sealed class TensorFlowNode
{
    internal TensorFlowNode(
        string name, string sourceName, string operation, ImmutableArray<NodeOutput> inputs, ImmutableArray<string> controlInputs,
        NodeAttributes attributes, int outputCount)
    {
        Name = name;
        SourceName = sourceName;
        Operation = operation;
        Inputs = inputs;
        ControlInputs = controlInputs;
        Attributes = attributes;
        OutputCount = outputCount;
    }

    /// <summary>Unique in its graph: the names of the calls that led here, with slashes between, and <see cref="SourceName"/>.</summary>
    public string Name { get; }

    /// <summary>The name that the node has in the function or graph where the file defines it; often the user's own path.</summary>
    public string SourceName { get; }

    public string Operation { get; }

    public ImmutableArray<NodeOutput> Inputs { get; }

    /// <summary>Names of nodes that must run before; only such order as matters for variables and for Switch branches.</summary>
    public ImmutableArray<string> ControlInputs { get; }

    public NodeAttributes Attributes { get; }

    /// <summary>Number of tensors that the node gives; -1 for an operation that neither TensorFlow nor the file defines.</summary>
    public int OutputCount { get; }

    public override string ToString() => $"{Operation} '{Name}'";

    internal TensorFlowNode With(ImmutableArray<NodeOutput> inputs, ImmutableArray<string> controlInputs) =>
        new(Name, SourceName, Operation, inputs, controlInputs, Attributes, OutputCount);
}
