using Octavo.TensorFlow.Messages;

namespace Octavo.EndToEnd;

/// <summary>The function of a Keras model while layers are written to it.</summary>
/// <param name="Nodes">Where nodes go.</param>
/// <param name="Form">How loops are written.</param>
/// <param name="Read">Gives what a loop calls a weight, by layer and name.</param>
internal sealed record LayerScope(NodeScope Nodes, ILoopForm Form, Func<LoopScope, string, string> Read)
{
    /// <summary>The same place under a longer name.</summary>
    public LayerScope Inside(string part) => this with { Nodes = Nodes.Inside(part) };

    /// <summary>What nodes outside of loops call a weight.</summary>
    public string Weight(string name) => Read(new LoopScope(Nodes, (outer, _) => outer), name);

    /// <summary>[batch, size], all zeros, for the batch of a value.</summary>
    /// <param name="axis">That of the batch.</param>
    public string Zeros(string name, string value, int size, int axis = 0)
    {
        var sizes = Nodes.Add(
            "Pack", $"{name}/packed", [("T", DataType.DtInt32), ("N", 2)], Nodes.Size($"{name}/batch", value, axis),
            Nodes.Integer($"{name}/packed/1", size));
        return Nodes.Add("Fill", name, sizes, Nodes.Constant($"{name}/Const", Tensors.Tensor.Scalar(0f)));
    }

    /// <summary>[batch, time, ...] or [time, batch, ...] with these axes swapped.</summary>
    public string SwapTime(string name, string sequence) => Nodes.Add("Transpose", name, sequence, Nodes.Integers($"{name}/perm", 1, 0, 2));

    /// <summary>A value in the other order along one axis.</summary>
    public string Reverse(string name, string value, int axis) => Nodes.Add("ReverseV2", name, value, Nodes.Integers($"{name}/axis", axis));
}
