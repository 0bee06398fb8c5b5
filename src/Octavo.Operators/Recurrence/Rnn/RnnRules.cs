using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>What simple recurrent layers ask of their operands.</summary>
internal static class RnnRules
{
    /// <summary>Whether activations, bias and state are float32.</summary>
    public static KernelSupport SupportFloats(OperandTypes operands, RnnOperands cell) =>
        IntegerWeights.SupportActivations(operands.Input(0), operands.Outputs[0])
            .And(KernelSupport.When(operands.Input(cell.State).ElementType == ElementType.Float32,
                $"the state is {operands.Input(cell.State).ElementType}, not Float32"))
            .And(KernelSupport.When(
                operands.OptionalInput(cell.Bias) is null or { ElementType: ElementType.Float32 },
                $"the bias is {operands.OptionalInput(cell.Bias)?.ElementType}, not Float32"));

    /// <summary>The units of one direction, or <see cref="Shape.UnknownSize"/>.</summary>
    /// <param name="input">What the weights multiply.</param>
    /// <exception cref="OctavoException">Shapes that are known do not fit (kind Shape).</exception>
    public static int Units(ShapeContext context, RnnOperands operands, Shape input)
    {
        var weights = context.Input(operands.Weights).Shape;
        CheckWeights(context, "weights", weights, input);
        var units = weights.HasRank ? weights[0] : Shape.UnknownSize;
        var recurrent = context.Input(operands.RecurrentWeights).Shape;
        WeightedResult.CheckRank(context, "recurrent weights", recurrent, 2);
        if (recurrent.IsKnown && units != Shape.UnknownSize && (recurrent[0] != units || recurrent[1] != units))
        {
            throw context.Mismatch($"recurrent weights do not take {units} units to {units}", $"[{units},{units}]", $"{recurrent}");
        }

        WeightedResult.CheckBias(context, operands.Bias, units);
        var state = context.Input(operands.State).Shape;
        WeightedResult.CheckRank(context, "state", state, 2);
        return state.IsKnown && units != Shape.UnknownSize && state[1] != units
            ? throw context.Mismatch($"the state does not hold {units} units", $"[batch,{units}]", $"{state}")
            : units;
    }

    /// <summary>The units of a layer whose weights multiply input and state side by side, or <see cref="Shape.UnknownSize"/>.</summary>
    /// <exception cref="OctavoException">Shapes that are known do not fit (kind Shape).</exception>
    public static int JoinedUnits(ShapeContext context, RnnOperands operands, Shape input)
    {
        var weights = context.Input(operands.Weights).Shape;
        WeightedResult.CheckRank(context, "weights", weights, 2);
        var units = weights.HasRank ? weights[0] : Shape.UnknownSize;
        if (units != Shape.UnknownSize)
        {
            CheckWeights(context, "weights", weights,
                input.HasRank && input[-1] != Shape.UnknownSize ? input.With(-1, checked(input[-1] + units)) : input);
        }

        WeightedResult.CheckBias(context, operands.Bias, units);
        return units;
    }

    /// <exception cref="OctavoException">Weights are no matrix as deep as the input, or empty (kind Shape).</exception>
    public static void CheckWeights(ShapeContext context, string name, Shape weights, Shape input)
    {
        WeightedResult.CheckRank(context, name, weights, 2);
        if (weights.IsKnown && weights.ElementCount == 0)
        {
            throw context.Mismatch($"{name} have no elements", "at least one unit and a depth of at least 1", $"{weights}");
        }

        if (weights.HasRank && input.HasRank && weights[1] != input[-1] && weights[1] != Shape.UnknownSize
            && input[-1] != Shape.UnknownSize)
        {
            throw context.Mismatch($"{name} have depth {weights[1]}, the input has {input[-1]}", $"depth {weights[1]}", $"{input}");
        }
    }

    /// <summary>The present shape of the state, or null where the input is another one or sizes are not known.</summary>
    public static Shape? State(ShapeContext context, RnnOperands operands, int input, int batch) =>
        input == operands.State && batch != Shape.UnknownSize
        && context.Input(operands.Weights).Shape is { HasRank: true, Rank: > 0 } weights && weights[0] != Shape.UnknownSize
            ? new Shape(batch, weights[0])
            : null;

    /// <summary>The batch of a sequence, or <see cref="Shape.UnknownSize"/>.</summary>
    public static int Batch(Shape sequence, bool timeMajor) =>
        sequence.HasRank && sequence.Rank > 1 ? sequence[timeMajor ? 1 : 0] : Shape.UnknownSize;

    /// <summary>The shape of a sequence with <paramref name="units"/> as its last size.</summary>
    public static Shape Output(Shape input, int units) => input.HasRank ? input.With(-1, units) : Shape.Unknown;
}
