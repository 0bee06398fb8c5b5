using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The sizes of one long short-term memory, checked against all of its operands.</summary>
/// <param name="Units">Cells.</param>
/// <param name="Outputs">Hidden values: those of the projection, or the units.</param>
internal readonly record struct LstmSizes(int Units, int Outputs)
{
    /// <summary>Reads the sizes from the weights and checks every operand that is there against them.</summary>
    /// <param name="depth">Of the input, or unknown.</param>
    /// <param name="auxiliaryDepth">Of the auxiliary input, or unknown.</param>
    /// <param name="isJoined">Whether weights multiply input and hidden state side by side.</param>
    /// <exception cref="OctavoException">Operands are missing or do not fit (kind Shape or MalformedModel).</exception>
    public static LstmSizes Of(ShapeContext context, LstmOperands operands, int depth, int auxiliaryDepth, bool diagonal,
        bool isJoined = false)
    {
        if (isJoined)
        {
            return OfJoined(context, operands, depth);
        }

        var weights = context.Input(operands.InputWeights + LstmOperands.OutputGate).Shape;
        var recurrent = context.Input(operands.RecurrentWeights + LstmOperands.OutputGate).Shape;
        if (!weights.HasRank || !recurrent.HasRank)
        {
            return new LstmSizes(Shape.UnknownSize, Shape.UnknownSize);
        }

        if (weights.Rank != 2 || recurrent.Rank != (diagonal ? 1 : 2))
        {
            throw context.Mismatch("weights of another rank",
                diagonal ? "weights [units, depth], recurrent diagonals [units]"
                : "weights [units, depth], recurrent weights [units, outputs]", $"{weights}, {recurrent}");
        }

        var sizes = new LstmSizes(weights[0], recurrent[-1]);
        sizes.CheckGates(context, operands, depth, auxiliaryDepth,
            diagonal ? new Shape(sizes.Units) : new Shape(sizes.Units, sizes.Outputs));
        sizes.CheckProjection(context, operands);
        return sizes;
    }

    private static LstmSizes OfJoined(ShapeContext context, LstmOperands operands, int depth)
    {
        var weights = context.Input(operands.InputWeights + LstmOperands.OutputGate).Shape;
        var projection = context.OptionalInput(operands.Projection)?.Shape ?? weights;
        if (!weights.HasRank || !projection.HasRank)
        {
            return new LstmSizes(Shape.UnknownSize, Shape.UnknownSize);
        }

        if (weights.Rank != 2 || projection.Rank != 2)
        {
            throw context.Mismatch("weights of another rank", "weights [units, depth + outputs]", $"{weights}");
        }

        var sizes = new LstmSizes(weights[0], projection[0]);
        sizes.CheckGates(context, operands, depth == Shape.UnknownSize ? depth : checked(depth + sizes.Outputs), 0, null);
        sizes.CheckProjection(context, operands);
        return sizes;
    }

    /// <param name="recurrent">Of the recurrent weights of each gate; null where there are none.</param>
    private void CheckGates(ShapeContext context, LstmOperands operands, int depth, int auxiliaryDepth, Shape? recurrent)
    {
        var isCoupled = context.OptionalInput(operands.InputWeights) is null;
        var hasPeepholes = context.OptionalInput(operands.Peephole(LstmOperands.OutputGate)) is not null;
        var isNormalized = context.OptionalInput(operands.Normalizations + LstmOperands.OutputGate) is not null;
        var hasAuxiliary = context.OptionalInput(operands.AuxiliaryWeights + LstmOperands.OutputGate) is not null;
        for (var gate = LstmOperands.InputGate; gate < LstmOperands.Gates; gate++)
        {
            // A coupled input gate needs nothing of its own; what is there all the same fits, since a form of the kernel may read it.
            var isNeeded = gate != LstmOperands.InputGate || !isCoupled;
            Check(context, operands.InputWeights + gate, new Shape(Units, depth), isNeeded);
            if (recurrent is { } expected)
            {
                Check(context, operands.RecurrentWeights + gate, expected, isNeeded);
            }

            Check(context, operands.Biases + gate, new Shape(Units), isNeeded);
            Check(context, operands.Normalizations + gate, new Shape(Units), isNeeded && isNormalized);
            Check(context, operands.AuxiliaryWeights + gate, new Shape(Units, auxiliaryDepth), isNeeded && hasAuxiliary);
            if (gate != LstmOperands.CellGate)
            {
                Check(context, operands.Peephole(gate), new Shape(Units), isNeeded && hasPeepholes);
            }
        }
    }

    private void CheckProjection(ShapeContext context, LstmOperands operands)
    {
        if (context.OptionalInput(operands.Projection) is not null)
        {
            Check(context, operands.Projection, new Shape(Outputs, Units), isNeeded: true);
        }
        else if (Outputs != Units)
        {
            throw context.Mismatch($"{Units} units give {Outputs} outputs without a projection", $"{Units} outputs", $"{Outputs}");
        }

        Check(context, operands.ProjectionBias, new Shape(Outputs), isNeeded: false);
    }

    private static void Check(ShapeContext context, int input, Shape expected, bool isNeeded)
    {
        if (!isNeeded && context.OptionalInput(input) is null)
        {
            return;
        }

        var shape = context.Input(input).Shape;
        var fits = shape.HasRank && shape.Rank == expected.Rank;
        for (var axis = 0; fits && axis < expected.Rank; axis++)
        {
            fits = shape[axis] == expected[axis] || shape[axis] == Shape.UnknownSize || expected[axis] == Shape.UnknownSize;
        }

        if (!fits)
        {
            throw context.Mismatch($"input {input} does not fit the other weights", $"{expected}", $"{shape}");
        }
    }
}
