using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Shapes of what a graph computes, for given shapes of its inputs; the graph itself is not changed.</summary>
internal static class SubgraphShapes
{
    /// <summary>Results of shape arithmetic up to this many elements are computed on the way.</summary>
    private const long MostKnownElements = 4096;

    /// <summary>What was found out since the outermost question, or since <see cref="Remember"/>; graphs do not change meanwhile.</summary>
    [ThreadStatic]
    private static Dictionary<Question, ImmutableArray<TypedShape>>? answers;

    /// <summary>Keeps answers until what this gives is disposed: graphs that many nodes run are asked once. Whoever holds it changes no graph that was asked.</summary>
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
        var shapes = new Dictionary<Value, Shape>(ReferenceEqualityComparer.Instance);
        var known = new Dictionary<Value, Tensor>(ReferenceEqualityComparer.Instance);
        for (var index = 0; index < inputs.Length; index++)
        {
            shapes[graph.Inputs[index]] = inputs[index].Shape;
        }

        foreach (var node in graph.Nodes)
        {
            var context = new Context(node, shapes, known);
            var inferred = OutputInference.Infer(node, context);
            var tensors = Compute(node, context, inferred);
            for (var index = 0; index < node.Outputs.Count; index++)
            {
                shapes[node.Outputs[index]] = tensors?[index].Shape ?? inferred[index].Shape;
                if (tensors is not null)
                {
                    known[node.Outputs[index]] = tensors[index];
                }
            }
        }

        return [.. graph.Outputs.Select(output => new TypedShape(output.ElementType, shapes.GetValueOrDefault(output, output.Shape)))];
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

    private static IReadOnlyList<Tensor>? Compute(Node node, Context context, ImmutableArray<TypedShape> inferred)
    {
        if (node.Operator is IShapeQuery query)
        {
            return query.Answer(context) is { } answer ? [answer] : null;
        }

        var isSmall = node.Inputs.Count != 0 && node.Operator is not (IStatefulOperator or ISubgraphOperator)
            && inferred.Length >= node.Outputs.Count
            && inferred.All(output => output.ElementType.HasFixedSize() && output.Shape.IsKnown && output.Shape.ElementCount <= MostKnownElements)
            && node.Inputs.All(input => input is null || context.IsKnown(input));
        return isSmall && NodeEvaluator.CanEvaluate(node)
            ? NodeEvaluator.Evaluate(node, [.. Enumerable.Range(0, node.Inputs.Count).Select(context.Known)])
            : null;
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

    private sealed class Context(Node node, Dictionary<Value, Shape> shapes, Dictionary<Value, Tensor> known) : ShapeContext
    {
        public override string Where => node.Where;

        public override int InputCount => node.Inputs.Count;

        public override int OutputCount => node.Outputs.Count;

        public override TypedShape? OptionalInput(int index) =>
            node.OptionalInput(index) is { } value ? new TypedShape(value.ElementType, shapes.GetValueOrDefault(value, value.Shape)) : null;

        public override Tensor? Known(int index) => node.OptionalInput(index) is { } value
            ? value.Constant?.Evaluate() ?? known.GetValueOrDefault(value)
            : null;

        public override TypedShape DeclaredOutput(int index) => new(node.Outputs[index].ElementType, node.Outputs[index].Shape);

        public bool IsKnown(Value value) => known.ContainsKey(value)
            || (value.Constant is { } constant && constant.ElementType.HasFixedSize() && constant.ElementCount <= MostKnownElements && value.QuantizationDetail is null);
    }
}
