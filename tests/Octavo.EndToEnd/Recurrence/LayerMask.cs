using Octavo.TensorFlow.Messages;

namespace Octavo.EndToEnd;

/// <summary>Which steps of each sequence count for a layer of Keras, in the order in which it reads them.</summary>
internal sealed class LayerMask
{
    private readonly NodeScope outside;
    private readonly string steps;
    private readonly int units;
    private string? list;
    private string[]? parts;

    /// <param name="mask">Booleans [batch, time].</param>
    /// <param name="goesBackwards">Whether the layer reads the sequence from its end on.</param>
    /// <param name="units">Of the layer.</param>
    public LayerMask(LayerScope scope, string mask, bool goesBackwards, int units)
    {
        outside = scope.Nodes.Inside("mask/");
        this.units = units;
        var expanded = outside.Add("ExpandDims", "ExpandDims", [("T", DataType.DtBool)], mask, outside.Integer("ExpandDims/dim", -1));
        steps = outside.Add("Transpose", "transpose", [("T", DataType.DtBool)], expanded, outside.Integers("transpose/perm", 1, 0, 2));
        steps = goesBackwards
            ? outside.Add("ReverseV2", "ReverseV2", [("T", DataType.DtBool)], steps, outside.Integers("ReverseV2/axis", 0)) : steps;
    }

    /// <summary>[batch, 1] of a step, within a loop.</summary>
    public string In(LoopScope scope, string time)
    {
        list ??= outside.Add(
            "TensorListFromTensor", "TensorListFromTensor", [("element_dtype", DataType.DtBool)], steps,
            outside.Integers("TensorListFromTensor/element_shape", -1, 1));
        return scope.Nodes.Add(
            "TensorListGetItem", "mask/TensorListGetItem", [("element_dtype", DataType.DtBool)], scope.Capture(list, DataType.DtVariant),
            time,
            scope.Nodes.Integers("mask/TensorListGetItem/element_shape", -1, 1));
    }

    /// <summary>[batch, 1] of a step of a known number.</summary>
    public string At(int count, int step)
    {
        parts ??= outside.Outputs("Unpack", "unstack", count, [("T", DataType.DtBool), ("num", count)], steps);
        return parts[step];
    }

    /// <summary>What becomes of output and states where the step counts, and where it does not.</summary>
    /// <param name="former">The output of before; null for zeros.</param>
    public (string Output, string[] States) Choose(NodeScope nodes, string mask, string[] next, string[] states, string? former)
    {
        var tiled = nodes.Add("Tile", "mask/Tile", [("T", DataType.DtBool)], mask, nodes.Integers("mask/Tile/multiples", 1, units));
        former ??= nodes.Add("ZerosLike", "mask/zeros_like", next[0]);
        string Select(string name, string one, string other) => nodes.Add("SelectV2", $"mask/{name}", tiled, one, other);
        return (Select("SelectV2", next[0], former),
            [.. next.Select((state, index) => Select($"SelectV2_{index + 1}", state, states[index]))]);
    }
}
