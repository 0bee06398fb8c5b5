namespace Octavo.TensorFlow;

/// <summary>One output of a node, counted over all its output arguments.</summary>
internal readonly record struct NodeOutput(string Node, int Index)
{
    public override string ToString() => $"{Node}:{Index}";
}
