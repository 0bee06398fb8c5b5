using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Runtime;

/// <summary>Finds over which steps each intermediate value must keep its memory.</summary>
internal static class ValueLives
{
    /// <summary>One buffer: the values that share it (a value and its views) and its life, in step numbers.</summary>
    public sealed class Life(long sizeInBytes, int firstStep)
    {
        public List<Value> Values { get; } = [];

        public long SizeInBytes { get; } = sizeInBytes;

        public int FirstStep { get; } = firstStep;

        public int LastStep { get; set; } = firstStep;
    }

    /// <summary>
    /// Values of late steps have memory of their own and are left out; what a late step reads lives as long as any other value.
    /// </summary>
    public static IReadOnlyList<Life> Find(
        Graph graph, IReadOnlyList<PlannedStep> steps, Func<Value, Operand> operandOf, IReadOnlySet<Value> late)
    {
        var lastReads = LastReads(graph, steps);
        var lives = new List<Life>();
        var lifeOf = new Dictionary<Value, Life>(ReferenceEqualityComparer.Instance);
        for (var number = 0; number < steps.Count; number++)
        {
            var node = steps[number].Node;
            for (var output = 0; output < node.Outputs.Count; output++)
            {
                var value = node.Outputs[output];
                if (late.Contains(value))
                {
                    continue;
                }

                if (Shared(node, output, number) is not { } life)
                {
                    life = new Life(operandOf(value).SizeInBytes, number);
                    lives.Add(life);
                }

                life.Values.Add(value);
                life.LastStep = Math.Max(life.LastStep, lastReads.GetValueOrDefault(value, number));
                lifeOf.Add(value, life);
            }
        }

        return lives;

        Life? Shared(Node node, int output, int number)
        {
            foreach (var use in node.Operator is IMemoryUse operation ? operation.MemoryOf(node, output) : [])
            {
                if (node.OptionalInput(use.Input) is { } input && lifeOf.TryGetValue(input, out var life)
                    && (!use.Overwrites || (life.LastStep <= number && MayOverwrite(node, use.Input, node.Outputs[output], life))))
                {
                    return life;
                }
            }

            return null;
        }

        bool MayOverwrite(Node node, int input, Value output, Life life) => operandOf(node.Input(input)).Shape == operandOf(output).Shape
            && node.Inputs.All(other =>
                other is null || !lifeOf.TryGetValue(other, out var its) || its != life
                || operandOf(other).Shape == operandOf(output).Shape);
    }

    /// <summary>The last step that reads a value; one behind all of them for what the graph gives.</summary>
    private static Dictionary<Value, int> LastReads(Graph graph, IReadOnlyList<PlannedStep> steps)
    {
        var reads = new Dictionary<Value, int>(ReferenceEqualityComparer.Instance);
        for (var number = 0; number < steps.Count; number++)
        {
            foreach (var input in steps[number].Node.Inputs.OfType<Value>())
            {
                reads[input] = number;
            }
        }

        foreach (var output in graph.Outputs)
        {
            reads[output] = steps.Count;
        }

        return reads;
    }
}
