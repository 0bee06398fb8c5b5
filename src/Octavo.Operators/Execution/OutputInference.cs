using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The one place where what an operator computes is compared with what its graph declares: kernels write what inference says, into memory
/// that was made for what was declared.
/// </summary>
internal static class OutputInference
{
    /// <summary>Types and shapes of a node's outputs, one for each.</summary>
    /// <exception cref="OctavoException">
    /// The operator has fewer outputs than the node, or gives another element type than is declared (kind MalformedModel), or a tensor that
    /// is too large to be held (kind OutOfMemory); or whatever is wrong with the inputs.
    /// </exception>
    public static ImmutableArray<TypedShape> Infer(Node node, ShapeContext context)
    {
        var inferred = ((IShapeInference)node.Operator).InferOutputs(context);
        if (inferred.Length < node.Outputs.Count)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "the node has more outputs than its operator", node.Where,
                $"{inferred.Length}", $"{node.Outputs.Count}");
        }

        for (var index = 0; index < node.Outputs.Count; index++)
        {
            RequireType(node, index, inferred[index].ElementType);
            CheckedSize.RequireTensor(inferred[index].ElementType, inferred[index].Shape, node.Where);
        }

        return inferred;
    }

    /// <summary>
    /// The same, and no output may have other elements than are declared; only where all inputs have the shapes that the graph declares for
    /// them.
    /// </summary>
    /// <exception cref="OctavoException">As above; a shape is another one (kind MalformedModel).</exception>
    public static ImmutableArray<TypedShape> InferDeclared(Node node, ShapeContext context)
    {
        var inferred = Infer(node, context);
        for (var index = 0; index < node.Outputs.Count; index++)
        {
            if (!IsDeclared(node.Outputs[index].Shape, inferred[index]))
            {
                throw new OctavoException(
                    ErrorKind.MalformedModel, $"output {index} is declared with another shape than the operator gives", node.Where,
                    inferred[index].Shape.ToString(),
                    node.Outputs[index].Shape.ToString());
            }
        }

        return inferred;
    }

    /// <summary>
    /// Whether a declared shape may stand for what an operator gives: sizes that differ hold as many elements ([1] for a scalar, as files
    /// of converters have it), or one of them is not known. A handle has no elements.
    /// </summary>
    public static bool IsDeclared(Shape declared, TypedShape inferred) =>
        !declared.IsKnown || !inferred.Shape.HasRank || inferred.ElementType == ElementType.Resource || inferred.Shape.Admits(declared)
        || (inferred.Shape.IsKnown && inferred.Shape.ElementCount == declared.ElementCount);

    private static void RequireType(Node node, int index, ElementType inferred)
    {
        if (node.Outputs[index].ElementType != inferred)
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, $"output {index} is declared with another element type than the operator gives", node.Where,
                inferred.ToString(),
                node.Outputs[index].ElementType.ToString());
        }
    }
}
