using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Shapes of what a graph computes, for given shapes of its inputs; the graph itself is not changed.</summary>
internal static class SubgraphShapes
{
    /// <summary>What was found out since the outermost question, or since <see cref="Remember"/>; graphs do not change meanwhile.</summary>
    [ThreadStatic]
    private static Dictionary<Question, ImmutableArray<TypedShape>>? answers;

    /// <summary>
    /// Keeps answers until what this gives is disposed: graphs that many nodes run are asked once. Whoever holds it changes no graph that
    /// was asked.
    /// </summary>
    public static IDisposable Remember() => new Memory();

    /// <param name="inputs">One for each of the graph's inputs; sizes may be unknown.</param>
    /// <returns>Type and shape of each of the graph's outputs.</returns>
    public static ImmutableArray<TypedShape> Infer(Graph graph, ImmutableArray<TypedShape> inputs)
    {
        using var memory = new Memory();
        var question = new Question(graph, inputs);
        if (!answers!.TryGetValue(question, out var answer))
        {
            answer = Compute(graph, inputs);
            answers[question] = answer;
        }

        return answer;
    }

    private static ImmutableArray<TypedShape> Compute(Graph graph, ImmutableArray<TypedShape> inputs)
    {
        var evaluation = new Evaluation();
        for (var index = 0; index < inputs.Length; index++)
        {
            evaluation.Set(graph.Inputs[index], inputs[index].Shape);
        }

        foreach (var node in graph.Nodes)
        {
            evaluation.Add(node);
        }

        return [.. graph.Outputs.Select(output => new TypedShape(output.ElementType, evaluation.ShapeOf(output)))];
    }

    /// <summary>Sizes that both shapes have; unknown where they differ.</summary>
    public static Shape Common(Shape one, Shape other)
    {
        if (one == other)
        {
            return one;
        }

        return one.HasRank && other.HasRank && one.Rank == other.Rank
            ? new Shape([.. one.ToArray().Zip(other.ToArray(), (size, its) => size == its ? size : Shape.UnknownSize)])
            : Shape.Unknown;
    }

    private readonly struct Question(Graph graph, ImmutableArray<TypedShape> inputs) : IEquatable<Question>
    {
        private readonly Graph graph = graph;
        private readonly ImmutableArray<TypedShape> inputs = inputs;

        public bool Equals(Question other) => ReferenceEquals(graph, other.graph) && inputs.AsSpan().SequenceEqual(other.inputs.AsSpan());

        public override bool Equals(object? obj) => obj is Question other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.Add(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(graph));
            foreach (var input in inputs)
            {
                hash.Add(input);
            }

            return hash.ToHashCode();
        }
    }

    /// <summary>The outermost one makes room for answers and forgets them.</summary>
    private sealed class Memory : IDisposable
    {
        private readonly bool isOutermost = answers is null;

        public Memory() => answers ??= [];

        public void Dispose()
        {
            if (isOutermost)
            {
                answers = null;
            }
        }
    }
}
