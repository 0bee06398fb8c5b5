using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// A layer of gated recurrent units over a sequence. Only the runtime has it: TFLite has none, and files keep the loop that it is
/// recognized in. Inputs: 0 input x [batch, time, depth], or [time, batch, depth]; 1 weights W [3 x units, depth], rows for the update gate
/// z, the reset gate r, the candidate; 2 recurrent weights R [3 x units, units]; 3 bias b [3 x units], optional; 4 recurrent bias c [3 x
/// units], optional; 5 initial state [batch, units], optional, zeros where absent. Joined: 1 gate weights [2 x units, depth + units]; 2
/// candidate weights [units, depth + units]; 3 gate bias [2 x units]; 4 candidate bias [units]; 5 as before. 6 (where steps are masked) the
/// mask [batch, time], or [time, batch], boolean. Outputs: 0 the state after each moment [batch, time, units], or [time, batch, units]; 1
/// (where the node has it) the state after the last one [batch, units].
/// <para>
/// z = logistic(W x + b + R h + c), r likewise; h' = z h + (1 - z) g. Reset after: g = activation(W x + b + r (R h + c)). Reset before: g =
/// activation(W x + b + R (r h) + c). Joined: z and r from one product with [x, h], g from one with [x, r h]. Arithmetic: docs/numerics.md,
/// "Gated recurrent units". Source: Cho et al., 2014, arXiv:1406.1078; Keras's GRU, reset_after; TensorFlow's GRUCell (joined).
/// </para>
/// </summary>
/// <param name="TimeMajor">Whether time is the first axis.</param>
/// <param name="ResetAfter">Whether the reset gate scales the recurrent product rather than the state in it.</param>
/// <param name="Backward">
/// Whether time is walked from the end; output t stands at its own moment, the last state is that after moment 0.
/// </param>
/// <param name="AsymmetricQuantizeInputs">Whether hybrid products quantize rows with a zero point.</param>
/// <param name="JoinedInputs">
/// Whether weights multiply input and state side by side; never together with <paramref name="ResetAfter"/>.
/// </param>
/// <param name="Activation">Of the candidate.</param>
/// <param name="Masked">What happens at masked steps.</param>
internal sealed partial record UnidirectionalSequenceGru(
    bool TimeMajor = false,
    bool ResetAfter = false,
    bool Backward = false,
    bool AsymmetricQuantizeInputs = false,
    bool JoinedInputs = false,
    FusedActivation Activation = FusedActivation.Tanh,
    MaskedSteps Masked = MaskedSteps.None) : Operator, IShapeInference, IMultiplyAdds
{
    /// <summary>The index of the mask among the inputs.</summary>
    public const int MaskInput = 6;

    internal const int InitialState = 5;

    public override string Name => "UNIDIRECTIONAL_SEQUENCE_GRU";

    public long? CountMultiplyAdds(Node node) => MultiplyAdds.PerStep(node);

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var input = context.Input(0);
        WeightedResult.CheckRank(context, "input", input.Shape, 3);
        var units = Units(context, input.Shape.HasRank ? input.Shape[-1] : Shape.UnknownSize);
        var batch = RnnRules.Batch(input.Shape, TimeMajor);
        var state = new Shape(batch, units);
        if (InitialState < context.InputCount && context.OptionalInput(InitialState) is { } initial)
        {
            Check(context, "the initial state", initial.Shape, state);
        }

        return [new(input.ElementType, RnnRules.Output(input.Shape, units)), new(input.ElementType, state)];
    }

    private static void Check(ShapeContext context, string name, Shape found, Shape expected)
    {
        if (found.IsKnown && expected.IsKnown && found != expected)
        {
            throw context.Mismatch($"{name} do not fit", $"{expected}", $"{found}");
        }
    }

    private int Units(ShapeContext context, int depth)
    {
        var (first, second) = (context.Input(1).Shape, context.Input(2).Shape);
        WeightedResult.CheckRank(context, "weights", first, 2);
        WeightedResult.CheckRank(context, JoinedInputs ? "candidate weights" : "recurrent weights", second, 2);
        if (JoinedInputs && ResetAfter)
        {
            throw context.Mismatch("joined inputs leave no recurrent product that a reset gate could scale", "joined inputs or reset after",
                "both");
        }

        if (!first.IsKnown || !second.IsKnown || depth == Shape.UnknownSize)
        {
            return Shape.UnknownSize;
        }

        var units = JoinedInputs ? second[0] : second[1];
        if (units < 1 || depth < 1)
        {
            throw context.Mismatch("there are no units or no depth", "1 or more of each", $"{units} units, depth {depth}");
        }

        Check(context, "weights", first,
            JoinedInputs ? new Shape(checked(2 * units), checked(depth + units)) : new Shape(checked(3 * units), depth));
        Check(context, JoinedInputs ? "candidate weights" : "recurrent weights", second,
            JoinedInputs ? new Shape(units, checked(depth + units)) : new Shape(checked(3 * units), units));
        WeightedResult.CheckBias(context, 3, JoinedInputs ? 2 * units : 3 * units);
        WeightedResult.CheckBias(context, 4, JoinedInputs ? units : 3 * units);
        return units;
    }
}
