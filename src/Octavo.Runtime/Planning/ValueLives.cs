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

    /// <summary>Values of late steps have memory of their own and are left out; what a late step reads lives as long as any other value.</summary>
    public static IReadOnlyList<Life> Find(Graph graph, IReadOnlyList<PlannedStep> steps, Func<Value, Operand> operandOf, IReadOnlySet<Value> late)
    {
        var lives = new List<Life>();
        var lifeOf = new Dictionary<Value, Life>(ReferenceEqualityComparer.Instance);
        for (var number = 0; number < steps.Count; number++)
        {
            var node = steps[number].Node;
            foreach (var input in node.Inputs.OfType<Value>())
            {
                if (lifeOf.TryGetValue(input, out var life))
                {
                    life.LastStep = number;
                }
            }

            foreach (var output in node.Outputs.Where(output => !late.Contains(output)))
            {
                if (node.Operator is IViewOperator && node.OptionalInput(0) is { } viewed && lifeOf.TryGetValue(viewed, out var shared))
                {
                    shared.Values.Add(output);
                    lifeOf.Add(output, shared);
                    continue;
                }

                var own = new Life(operandOf(output).SizeInBytes, number) { Values = { output } };
                lives.Add(own);
                lifeOf.Add(output, own);
            }
        }

        foreach (var output in graph.Outputs)
        {
            if (lifeOf.TryGetValue(output, out var life))
            {
                life.LastStep = steps.Count;
            }
        }

        return lives;
    }
}
