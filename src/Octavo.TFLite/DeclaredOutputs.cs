using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>Compares what a file declares of computed tensors with what its operators give.</summary>
internal static class DeclaredOutputs
{
    /// <summary>
    /// Refuses other element types and other known shapes. An empty shape, which old converters write for all computed tensors, becomes
    /// what the operator gives. What cannot be inferred is left as declared, for whoever runs or rewrites the graph.
    /// </summary>
    /// <param name="calleesFirst">The model's graphs, each behind those that it runs.</param>
    /// <param name="name">What errors call the file.</param>
    /// <exception cref="OctavoException">Declaration and operator differ (kind MalformedModel).</exception>
    public static void Complete(IReadOnlyList<Graph> calleesFirst, string name)
    {
        using var remembered = SubgraphShapes.Remember();
        foreach (var graph in calleesFirst)
        {
            var edit = new GraphEdit(graph);
            foreach (var node in graph.Nodes.Where(node => node.Operator is not OpaqueOperator))
            {
                Complete(edit, node, $"{name}, {node.Where}");
            }
        }
    }

    private static void Complete(GraphEdit edit, Node node, string where)
    {
        IReadOnlyList<TypedShape> inferred;
        try
        {
            inferred = ((IShapeInference)node.Operator).InferOutputs(new ShapeContext(node));
        }
        catch (OctavoException)
        {
            inferred = [];
        }

        for (var index = 0; index < node.Outputs.Count; index++)
        {
            var output = node.Outputs[index];
            if (index >= inferred.Count)
            {
                continue;
            }

            var (type, shape) = inferred[index];
            if (type != output.ElementType)
            {
                throw new OctavoException(
                    ErrorKind.MalformedModel, $"output {index} is declared with another element type than the operator gives", where,
                    type.ToString(), output.ElementType.ToString());
            }

            if (output.Shape is { HasRank: true, Rank: 0 }
                || (output.Shape != shape && shape.IsKnown && output.Shape.IsKnown && output.Shape.ElementCount == shape.ElementCount))
            {
                edit.SetType(output, type, shape);
            }
            else if (!OutputInference.IsDeclared(output.Shape, inferred[index]))
            {
                throw new OctavoException(
                    ErrorKind.MalformedModel, $"output {index} is declared with another shape than the operator gives", where,
                    shape.ToString(), output.Shape.ToString());
            }
        }
    }
}
