using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>
/// Keras's GRUCell: z and r = logistic(x W + h R + b); h' = z h + (1 - z) g, where g = tanh(x W + b + (r h) R), or, with
/// <c>reset_after</c>, whose bias has two rows, tanh(x W + b[0] + r (h R + b[1])); or with other activations.
/// </summary>
internal sealed class KerasGruWrittenCell : WrittenCell
{
    private const string Name = "gru_cell";

    private readonly bool resetsAfter;
    private readonly KerasCellOptions options;

    public KerasGruWrittenCell(int depth, int units, bool resetsAfter, KerasCellOptions? options = null)
        : base(depth, units)
    {
        this.resetsAfter = resetsAfter;
        this.options = options ?? KerasCellOptions.Default;
        AddWeight("kernel", depth, 3 * units);
        AddWeight("recurrent_kernel", units, 3 * units);
        if (this.options.UsesBias)
        {
            AddWeight("bias", resetsAfter ? [2, 3 * units] : [3 * units]);
        }
    }

    public override string[] Emit(NodeScope nodes, Func<string, string> weight, string input, string[] states)
    {
        var state = states[0];
        var biases = Biases(nodes, weight);
        var read = Products(nodes, "input", input, weight("kernel"), biases[0], 3);
        var recurrent = Products(nodes, "state", state, weight("recurrent_kernel"), biases[1], resetsAfter ? 3 : 2);
        string Gate(int gate) =>
            options.GateActivation.Emit(nodes, $"{Name}/Sigmoid_{gate}",
                nodes.Add("AddV2", $"{Name}/add_gate_{gate}", read[gate], recurrent[gate]));
        var (update, reset) = (Gate(0), Gate(1));
        var looked = resetsAfter
            ? nodes.Add("Mul", $"{Name}/mul", reset, recurrent[2])
            : nodes.Add(
                "MatMul", $"{Name}/MatMul_2", nodes.Add("Mul", $"{Name}/mul", reset, state),
                nodes.Columns($"{Name}/strided_slice_1", weight("recurrent_kernel"), 2 * Units, 0));
        var candidate = options.Activation.Emit(nodes, $"{Name}/Tanh", nodes.Add("AddV2", $"{Name}/add_4", read[2], looked));
        var kept = nodes.Add("Mul", $"{Name}/mul_1", update, state);
        var complement = nodes.Add("Sub", $"{Name}/sub", nodes.Constant($"{Name}/sub/x", Tensor.Scalar(1f)), update);
        return [nodes.Add("AddV2", $"{Name}/add_5", kept, nodes.Add("Mul", $"{Name}/mul_2", complement, candidate))];
    }

    public override double[][] Step(double[] input, double[][] states)
    {
        var state = states[0];
        var read = Affine(input, "kernel", options.UsesBias ? "bias" : null);
        var recurrent = Affine(state, "recurrent_kernel", resetsAfter && options.UsesBias ? "bias" : null, firstBias: 3 * Units);
        double Gate(int gate, int unit) => options.GateActivation.Of(read[(gate * Units) + unit] + recurrent[(gate * Units) + unit]);
        var looked = resetsAfter
            ? Elementwise(Units, unit => Gate(1, unit) * recurrent[(2 * Units) + unit])
            : Affine(Elementwise(Units, unit => Gate(1, unit) * state[unit]), "recurrent_kernel", firstColumn: 2 * Units);
        return [Elementwise(Units,
            unit => (Gate(0, unit) * state[unit])
            + ((1 - Gate(0, unit)) * options.Activation.Of(read[(2 * Units) + unit] + looked[unit])))];
    }

    /// <summary>That of the input and that of the state; null for none.</summary>
    private string?[] Biases(NodeScope nodes, Func<string, string> weight)
    {
        if (!options.UsesBias || !resetsAfter)
        {
            return [options.UsesBias ? weight("bias") : null, null];
        }

        var rows = nodes.Outputs("Split", $"{Name}/split_bias", 2, [("num_split", 2)], nodes.Integer($"{Name}/split_bias/split_dim", 0),
            weight("bias"));
        return [.. rows.Select((row, index) => nodes.Add("Squeeze", $"{Name}/Squeeze_{index}", [("squeeze_dims", new[] { 0 })], row))];
    }

    /// <summary>What each gate reads of a value, by a product of its own or by one of all.</summary>
    /// <param name="count">How many gates, the first ones.</param>
    private string[] Products(NodeScope nodes, string name, string value, string kernel, string? bias, int count)
    {
        if (options.SplitsGates)
        {
            return [.. Enumerable.Range(0, count).Select(gate =>
            {
                var (first, last) = (gate * Units, gate == 2 ? 0 : (gate + 1) * Units);
                var product = nodes.Add("MatMul", $"{Name}/{name}/MatMul_{gate}", value,
                    nodes.Columns($"{Name}/{name}/strided_slice_{gate}", kernel, first, last));
                return bias is null ? product
                    : nodes.Add("BiasAdd", $"{Name}/{name}/BiasAdd_{gate}", product,
                        Elements(nodes, $"{Name}/{name}/bias_{gate}", bias, first, last));
            })];
        }

        kernel = count == 3 ? kernel : nodes.Columns($"{Name}/{name}/strided_slice", kernel, 0, count * Units);
        var sum = nodes.Add("MatMul", $"{Name}/{name}/MatMul", value, kernel);
        sum = bias is null ? sum : nodes.Add("AddV2", $"{Name}/{name}/add", sum, bias);
        return nodes.Outputs("Split", $"{Name}/{name}/split", count, [("num_split", count)],
            nodes.Integer($"{Name}/{name}/split/split_dim", -1), sum);
    }

    private static string Elements(NodeScope nodes, string name, string value, int first, int last) => nodes.Add(
        "StridedSlice", name, [("begin_mask", first == 0 ? 1 : 0), ("end_mask", last == 0 ? 1 : 0)], value,
        nodes.Integers($"{name}/stack", first),
        nodes.Integers($"{name}/stack_1", last), nodes.Integers($"{name}/stack_2", 1));
}
