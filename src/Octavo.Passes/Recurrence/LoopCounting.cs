using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// The values of a loop that count its steps (from 0 by 1), those that it never changes, and how many steps it makes: the bound that its condition
/// compares counters with, or several equal bounds.
/// </summary>
internal sealed class LoopCounting
{
    private readonly HashSet<Value> counters = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Value> increments = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, Value> invariants = new(ReferenceEqualityComparer.Instance);

    private LoopCounting(SymbolicSize steps) => Steps = steps;

    public SymbolicSize Steps { get; }

    /// <summary>Null, with a reason, for a loop that counts otherwise.</summary>
    public static LoopCounting? Read(Node loop, While @operator, ShapeArithmetic arithmetic, MismatchReasons reasons)
    {
        var (condition, body) = (@operator.Condition.Target, @operator.Body.Target);
        var isCounter = Enumerable.Range(0, loop.Inputs.Count).Select(index => IsCounter(loop, body, index)).ToArray();
        var bounds = new List<(int Counter, SymbolicSize Bound)>();
        if (condition.Outputs is not [var decision] || !Collect(decision, condition, loop, body, arithmetic, bounds))
        {
            reasons.Add(RecurrenceStage.Counting, "its condition does not compare a counter with a number of steps that is known or is the size of an axis");
            return null;
        }

        if (bounds.Count == 0 || bounds.Exists(bound => !isCounter[bound.Counter] || bound.Bound != bounds[0].Bound))
        {
            reasons.Add(RecurrenceStage.Counting, "its condition compares what is no counter from 0 by 1, or compares with different numbers of steps");
            return null;
        }

        var counting = new LoopCounting(bounds[0].Bound);
        for (var index = 0; index < loop.Inputs.Count; index++)
        {
            if (isCounter[index])
            {
                counting.counters.Add(body.Inputs[index]);
                counting.increments.Add(body.Outputs[index]);
            }
            else if (ReferenceEquals(body.Outputs[index], body.Inputs[index]))
            {
                counting.invariants[body.Inputs[index]] = loop.Input(index);
            }
        }

        return counting;
    }

    /// <summary>Whether the value, within the body, is the number of steps so far.</summary>
    public bool IsCounter(Value value) => counters.Contains(Scalar(value));

    /// <summary>Whether the value, within the body, is the counter of the next step.</summary>
    public bool IsNextCounter(Value value) => increments.Contains(Scalar(value))
        || (Scalar(value).ProducerOf<Add>() is { } sum && Enumerable.Range(0, 2).Any(side => IsOne(sum.Input(side)) && counters.Contains(Scalar(sum.Input(1 - side)))));

    /// <summary>What the graph around the loop gives it, where the body's input is never changed; null otherwise.</summary>
    public Value? Outside(Value value) => invariants.GetValueOrDefault(value);

    /// <summary>The same single element under another shape or type.</summary>
    private static Value Scalar(Value value)
    {
        while (value.Producer is { Operator: Reshape or Squeeze or ExpandDims or Cast or Pack { Count: 1 } } node)
        {
            value = node.Input(0);
        }

        return value;
    }

    private static bool IsOne(Value value) => value.Integers() is [1];

    private static bool IsCounter(Node loop, Graph body, int index) =>
        loop.Input(index).Integers() is [0]
        && body.Outputs[index].Producer is { Operator: Add { Activation: FusedActivation.None } } sum
        && Enumerable.Range(0, 2).Any(side => IsOne(sum.Input(side)) && ReferenceEquals(sum.Input(1 - side), body.Inputs[index]));

    private static bool Collect(Value decision, Graph condition, Node loop, Graph body, ShapeArithmetic arithmetic, List<(int, SymbolicSize)> bounds)
    {
        if (decision.Producer is not { } node)
        {
            return decision.Constant is { ElementCount: 1, ElementType: ElementType.Boolean } constant && constant.Evaluate().Bytes.Span[0] != 0;
        }

        if (node.Operator is LogicalAnd)
        {
            return Collect(node.Input(0), condition, loop, body, arithmetic, bounds) && Collect(node.Input(1), condition, loop, body, arithmetic, bounds);
        }

        if (node.Operator is Reshape or Squeeze)
        {
            return Collect(node.Input(0), condition, loop, body, arithmetic, bounds);
        }

        var (counter, bound) = node.Operator switch
        {
            Less => (node.Input(0), node.Input(1)),
            Greater => (node.Input(1), node.Input(0)),
            _ => (null, null),
        };
        var index = counter is null ? -1 : IndexOf(condition.Inputs, Scalar(counter));
        if (index < 0 || Bound(bound!, condition, loop, body, arithmetic) is not { } steps)
        {
            return false;
        }

        bounds.Add((index, steps));
        return true;
    }

    private static SymbolicSize? Bound(Value bound, Graph condition, Node loop, Graph body, ShapeArithmetic arithmetic)
    {
        bound = Scalar(bound);
        if (bound.Integers() is [var number])
        {
            return new SymbolicSize(number);
        }

        var index = IndexOf(condition.Inputs, bound);
        return index >= 0 && ReferenceEquals(body.Inputs[index], body.Outputs[index]) && arithmetic.ElementsOf(loop.Input(index)) is [var size] ? size : null;
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
