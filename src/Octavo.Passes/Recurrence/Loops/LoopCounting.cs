using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// The values of a loop that count its steps, up or down by 1, those that it never changes, and how many steps it makes: what its condition
/// compares counters with says so, or several comparisons that say the same.
/// </summary>
internal sealed class LoopCounting
{
    private readonly Dictionary<Value, LoopPosition> counters = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, Value> invariants = new(ReferenceEqualityComparer.Instance);
    private readonly Node loop;
    private readonly ShapeArithmetic arithmetic;
    private readonly Graph body;
    private readonly bool mayEndEarly;

    private LoopCounting(Node loop, Graph body, ShapeArithmetic arithmetic, bool mayEndEarly)
    {
        this.mayEndEarly = mayEndEarly;
        this.loop = loop;
        this.body = body;
        this.arithmetic = arithmetic;
        for (var index = 0; index < loop.Inputs.Count; index++)
        {
            var input = body.Inputs[index];
            if (ReferenceEquals(body.Outputs[index], input))
            {
                invariants[input] = loop.Input(index);
            }
            else if (Stride(index) is { } stride && Around(loop.Input(index))?.Plus(LoopPosition.StepsSoFar, stride) is { } position)
            {
                counters[input] = position;
            }
        }
    }

    public SymbolicSize Steps { get; private set; }

    /// <summary>
    /// The lengths of the sequences of a batch [batch], where the loop makes no more steps than the longest of them has; null elsewhere.
    /// </summary>
    public Value? Lengths { get; private set; }

    /// <summary>Null, with a reason, for a loop that counts otherwise.</summary>
    /// <param name="mayEndEarly">Whether it may end behind the longest sequence of a batch.</param>
    public static LoopCounting? Read(Node loop, While @operator, ShapeArithmetic arithmetic, bool mayEndEarly, MismatchReasons reasons)
    {
        var condition = @operator.Condition.Target;
        var counting = new LoopCounting(loop, @operator.Body.Target, arithmetic, mayEndEarly);
        var bounds = new List<SymbolicSize>();
        if (condition.Outputs is not [var decision] || !counting.Collect(decision, condition, bounds))
        {
            reasons.Add(RecurrenceStage.Counting,
                "its condition does not compare a counter with a number of steps that is known or is the size of an axis");
            return null;
        }

        if (bounds.Count == 0 || bounds.Exists(bound => bound != bounds[0]))
        {
            reasons.Add(RecurrenceStage.Counting, "its condition compares no counter, or counters with different numbers of steps");
            return null;
        }

        counting.Steps = bounds[0];
        return counting;
    }

    /// <summary>What the graph around the loop gives it, where the body's input is never changed; null otherwise.</summary>
    public Value? Outside(Value value) => invariants.GetValueOrDefault(value);

    /// <summary>The integer that a value of the body is; null where it counts nothing.</summary>
    public LoopPosition? PositionOf(Value value) => LoopPosition.Read(value, PositionInBody);

    /// <summary>
    /// The order in which a value of the body takes all places of a sequence as long as the loop makes steps; null where it does not.
    /// </summary>
    public TimeStepOrder? OrderOf(Value value) => PositionOf(value) is not { } position ? null
        : position == LoopPosition.StepsSoFar ? TimeStepOrder.Forward
        : position == LoopPosition.Of(Steps).Plus(LoopPosition.StepsSoFar, -1)?.Plus(LoopPosition.Of(-1)) ? TimeStepOrder.Backward
        : null;

    /// <summary>What each step adds to a value that counts; null for others.</summary>
    private int? Stride(int index) =>
        LoopPosition.Read(body.Outputs[index], value => ReferenceEquals(value, body.Inputs[index]) ? LoopPosition.StepsSoFar : null)
            is { Step: 1, Sizes: 0, Number: 1 or -1 } next ? (int)next.Number : null;

    private LoopPosition? Around(Value value) =>
        LoopPosition.Read(value, outer => arithmetic.ElementsOf(outer) is [var size] ? LoopPosition.Of(size) : null);

    private LoopPosition? PositionInBody(Value value) =>
        counters.TryGetValue(value, out var position) ? position : invariants.TryGetValue(value, out var outer) ? Around(outer) : null;

    /// <summary>
    /// The most steps that a bound allows which is the smaller one of that number and of the largest length, which may be taken to be at
    /// least 1.
    /// </summary>
    private LoopPosition? EarlyEnd(Value value)
    {
        if (!mayEndEarly || !invariants.TryGetValue(value, out var bound) || LoopPosition.Scalar(bound)
            .ProducerOf<Minimum>() is not { } smaller)
        {
            return null;
        }

        for (var side = 0; side < 2; side++)
        {
            if (Around(smaller.Input(side)) is { } most && LargestOf(smaller.Input(1 - side)) is { } lengths
                && (Lengths is null || ReferenceEquals(Lengths, lengths)))
            {
                Lengths = lengths;
                return most;
            }
        }

        return null;
    }

    /// <summary>The vector whose largest element, or 1 if that is less, a value is.</summary>
    private static Value? LargestOf(Value value)
    {
        value = LoopPosition.Scalar(value);
        if (value.ProducerOf<Maximum>() is { } larger)
        {
            var side = larger.Input(0).Integers() is [<= 1] ? 1 : larger.Input(1).Integers() is [<= 1] ? 0 : -1;
            return side < 0 ? null : LargestOf(larger.Input(side));
        }

        return value.ProducerOf<ReduceMax>() is { } largest && largest.Input(0).Shape is { HasRank: true, Rank: 1 } ? largest.Input(0)
            : null;
    }

    /// <summary>Adds the numbers of steps that comparisons allow, all of which must hold.</summary>
    private bool Collect(Value decision, Graph condition, List<SymbolicSize> bounds)
    {
        if (decision.Producer is not { } node)
        {
            return decision.Constant is { ElementCount: 1, ElementType: ElementType.Boolean } constant
                && constant.Evaluate().Bytes.Span[0] != 0;
        }

        if (node.Operator is LogicalAnd)
        {
            return Collect(node.Input(0), condition, bounds) && Collect(node.Input(1), condition, bounds);
        }

        if (node.Operator is Reshape or Squeeze)
        {
            return Collect(node.Input(0), condition, bounds);
        }

        LoopPosition? Difference(int larger, int least) => Side(larger)?.Plus(Side(1 - larger), -1)?.Plus(LoopPosition.Of(least));
        LoopPosition? Side(int input) =>
            LoopPosition.Read(node.Input(input),
                value =>
                    IndexOf(condition.Inputs, value) is >= 0 and var index
                    ? PositionInBody(body.Inputs[index]) ?? EarlyEnd(body.Inputs[index]) : null);
        var left = node.Operator switch
        {
            Less => Difference(1, 0),
            LessEqual => Difference(1, 1),
            Greater => Difference(0, 0),
            GreaterEqual => Difference(0, 1),
            _ => null,
        };
        if (left is not { Step: -1 } || left.Value.Plus(LoopPosition.StepsSoFar)?.AsSize is not { } steps)
        {
            return false;
        }

        bounds.Add(steps);
        return true;
    }

    private static int IndexOf(IReadOnlyList<Value> values, Value value)
    {
        for (var index = 0; index < values.Count; index++)
        {
            if (ReferenceEquals(values[index], value))
            {
                return index;
            }
        }

        return -1;
    }
}
