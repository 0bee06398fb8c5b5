using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Follows what is known of a graph's values node by node, without changing the graph: shapes for given shapes of its inputs, and elements
/// that follow from shapes and small
/// constants. What may be computed before the model runs is decided here for importing, for graphs within graphs and for plans.
/// </summary>
internal sealed class Evaluation : ValueFacts
{
    /// <summary>Operands of more bytes are no shapes or axes, and are left to the folding pass or to the run.</summary>
    public const long LargestOperand = 65536;

    /// <summary>For results of whatever size.</summary>
    public const long AnySize = long.MaxValue;

    private readonly Dictionary<Value, Shape> shapes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, Tensor> elements = new(ReferenceEqualityComparer.Instance);

    public override Shape ShapeOf(Value value) => shapes.GetValueOrDefault(value, value.Shape);

    public override Tensor? ElementsOf(Value value) => elements.GetValueOrDefault(value) ?? base.ElementsOf(value);

    public override long? SizeOf(Value value) =>
        elements.TryGetValue(value, out var tensor) ? tensor.ElementType.SizeInBytes(tensor.ElementCount) : base.SizeOf(value);

    public void Set(Value value, Shape shape) => shapes[value] = shape;

    public void Set(Value value, Tensor tensor)
    {
        shapes[value] = tensor.Shape;
        elements[value] = tensor;
    }

    /// <summary>Finds out what follows for the outputs of a node whose inputs were looked at.</summary>
    /// <exception cref="OctavoException">As for <see cref="OutputInference.Infer"/>.</exception>
    public void Add(Node node)
    {
        var context = new ShapeContext(node, this);
        var inferred = OutputInference.Infer(node, context);
        var tensors = Compute(node, context, inferred);
        for (var index = 0; index < node.Outputs.Count; index++)
        {
            if (tensors is not null)
            {
                Set(node.Outputs[index], tensors[index]);
            }
            else
            {
                Set(node.Outputs[index], inferred[index].Shape);
            }
        }
    }

    /// <summary>The outputs of a node that follow from shapes and small known operands; null where they don't.</summary>
    /// <param name="context">Of the node.</param>
    /// <param name="inferred">What is inferred of its outputs.</param>
    /// <param name="largestResult">
    /// Outputs of more bytes are not computed, nor are those whose size only computing them tells, but with <see cref="AnySize"/>.
    /// </param>
    /// <exception cref="OctavoException">Known operands are out of the operator's domain.</exception>
    public static IReadOnlyList<Tensor>? Compute(
        Node node, ShapeContext context, ImmutableArray<TypedShape> inferred, long largestResult = LargestOperand)
    {
        if (node.Operator is IShapeQuery query)
        {
            return query.Answer(context) is { } answer ? [answer] : null;
        }

        return node.Inputs.Count != 0 && inferred.Length >= node.Outputs.Count
            && !node.IsStateful() && node.Operator is not ISubgraphOperator
            && node.Inputs.All(input =>
                input is null || (input.QuantizationDetail is null && context.Facts.SizeOf(input) <= LargestOperand))
            && inferred.All(output => output.ElementType.HasFixedSize() && (largestResult == AnySize || IsAtMost(output, largestResult)))
            && NodeEvaluator.CanEvaluate(node)
                ? NodeEvaluator.Evaluate(node, [.. Enumerable.Range(0, node.Inputs.Count).Select(context.Known)])
                : null;
    }

    private static bool IsAtMost(TypedShape output, long bytes) =>
        output.Shape.IsKnown && output.ElementType.SizeInBytes(output.Shape.ElementCount) <= bytes;
}
