using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Checks what was changed in graphs, and only that: that the graphs are valid still, and that what they declare of a value is what its
/// node gives. A declared shape may say more than an operator tells, and may leave open what it tells, its rank too.
/// </summary>
internal static class ChangeVerifier
{
    /// <summary>Checks all graphs of a model that were changed since this was asked last.</summary>
    /// <param name="after">What ran before, for the error.</param>
    /// <exception cref="InvalidOperationException">A rule is broken: a bug of what ran before, not of the user's model.</exception>
    public static void Verify(Model model, string after)
    {
        foreach (var graph in model.TakeChanged())
        {
            Verify(graph, after);
        }
    }

    /// <inheritdoc cref="Verify(Model, string)"/>
    public static void Verify(Graph graph, string after)
    {
        var changes = graph.TakeChanges();
        if (changes.IsEmpty)
        {
            return;
        }

        GraphVerifier.Verify(graph, changes, after);
        using var remembered = SubgraphShapes.Remember();
        var edit = new GraphEdit(graph);
        foreach (var node in changes.Nodes.Where(edit.Holds))
        {
            if (node.Operator is IShapeInference inference and not OpaqueOperator
                && Problem(node, inference, changes.IsRewritten(node)) is { } problem)
            {
                throw new InvalidOperationException($"After {after}, graph '{graph.Name}' is not valid: {node.Where} {problem}.");
            }
        }
    }

    private static string? Problem(Node node, IShapeInference inference, bool isRewritten)
    {
        try
        {
            var inferred = inference.InferOutputs(new ShapeContext(node));
            for (var index = 0; index < Math.Min(inferred.Length, node.Outputs.Count); index++)
            {
                var output = node.Outputs[index];
                var (type, shape) = inferred[index];
                if (type != output.ElementType || (type != ElementType.Resource && output.Shape.HasRank && !shape.Admits(output.Shape)))
                {
                    return $"gives {type} {shape} as output {index}, which is declared {output.ElementType} {output.Shape}";
                }
            }

            return inferred.Length < node.Outputs.Count ? $"gives {inferred.Length} outputs, not {node.Outputs.Count}" : null;
        }
        catch (OctavoException error)
        {
            // What is wrong with the model itself is said where it matters: only what was written anew must be right.
            return isRewritten ? $"cannot be: {error.Message}" : null;
        }
    }
}
