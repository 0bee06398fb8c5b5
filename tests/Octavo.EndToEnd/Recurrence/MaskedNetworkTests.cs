using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>
/// Models of recurrent layers of Keras that share a mask, in loops and step by step. A step is masked where its first number is small.
/// </summary>
public sealed class MaskedNetworkTests
{
    private const int Depth = 32;
    private const int Units = 32;
    private const int Steps = 5;
    private const float Least = -0.3f;
    private const string Hybrid = "dynamic-range-int8";

    /// <summary>Cell, whether layers are unrolled, recipe.</summary>
    public static TheoryData<string, bool, string?> Cells => new()
    {
        { "simple", false, null },
        { "simple", true, Hybrid },
        { "lstm", false, Hybrid },
        { "lstm", true, null },
        { "gru", false, null },
        { "gru", true, null },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Both_directions_leave_out_the_same_steps(string cell, bool unrolls, string? recipe)
    {
        var (forward, backward) = (LayerOf("forward", cell, unrolls), LayerOf("backward", cell, unrolls) with { GoesBackwards = true });
        Check([forward, backward], (scope, x, mask) =>
        {
            var (one, other) = (forward.Emit(scope, x, Steps, mask: mask).Output, backward.Emit(scope, x, Steps, mask: mask).Output);
            return scope.Nodes.Add("ConcatV2", "concat", [("N", 2)], one, scope.Reverse("ReverseV2", other, 1),
                scope.Nodes.Integer("concat/axis", -1));
        }, (x, mask) =>
            [.. forward.Outputs(x, mask: mask).Outputs.Zip(backward.Outputs(x, mask: mask).Outputs.Reverse(),
                (one, other) => one.Concat(other).ToArray())], recipe);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_layer_hands_its_mask_on(string cell, bool unrolls, string? recipe)
    {
        var (lower, upper) = (LayerOf("lower", cell, unrolls), LayerOf("upper", cell, unrolls) with { ReturnsSequences = false });
        Check([lower, upper],
            (scope, x, mask) => upper.Emit(scope, lower.Emit(scope, x, Steps, mask: mask).Output, Steps, mask: mask).Output,
            (x, mask) => upper.Outputs(lower.Outputs(x, mask: mask).Outputs, mask: mask).Outputs, recipe);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Last_states_are_those_of_the_last_step_that_counts(string cell, bool unrolls, string? recipe)
    {
        var layer = LayerOf("layer", cell, unrolls) with { ReturnsSequences = false };
        Check([layer], (scope, x, mask) => layer.Emit(scope, x, Steps, mask: mask).States[^1],
            (x, mask) => [layer.Outputs(x, mask: mask).States[^1]], recipe);
    }

    private static void Check(KerasLayer[] layers,
        Func<LayerScope, string, string, string> emit, Func<double[][], bool[], double[][]> definition, string? recipe) =>
        new KerasNetwork(layers, (scope, x) => emit(scope, x, Mask(scope.Nodes.Inside("masking/"), x)),
            x => definition(x, [.. x.Select(step => step[0] > Least)]))
        {
            Steps = layers[0].Unrolls ? Steps : -1,
        }.Check(recipe, Steps);

    private static string Mask(NodeScope nodes, string sequence)
    {
        var first = nodes.Add(
            "StridedSlice", "strided_slice", [("shrink_axis_mask", 4), ("begin_mask", 3), ("end_mask", 3)], sequence,
            nodes.Integers("strided_slice/stack", 0, 0, 0),
            nodes.Integers("strided_slice/stack_1", 0, 0, 1), nodes.Integers("strided_slice/stack_2", 1, 1, 1));
        return nodes.Add("Greater", "Greater", first, nodes.Constant("Greater/y", Tensor.Scalar(Least)));
    }

    private static KerasLayer LayerOf(string name, string cell, bool unrolls) => new(name, CellOf(cell), Unrolls: unrolls);

    private static WrittenCell CellOf(string name) => name switch
    {
        "simple" => new KerasSimpleRnnWrittenCell(Depth, Units),
        "lstm" => new KerasLstmWrittenCell(Depth, Units),
        _ => new KerasGruWrittenCell(Depth, Units, true),
    };
}
