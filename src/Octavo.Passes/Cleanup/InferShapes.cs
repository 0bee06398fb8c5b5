using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>Runs shape inference again, so that what earlier passes found out about shapes reaches all nodes behind.</summary>
internal sealed class InferShapes : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes)
        {
            if (node.Operator is IShapeInference inference)
            {
                var inferred = inference.InferOutputs(new ShapeContext(node));
                for (var index = 0; index < Math.Min(inferred.Length, node.Outputs.Count); index++)
                {
                    edit.SetType(node.Outputs[index], inferred[index].ElementType,
                        Tighten(inferred[index].Shape, node.Outputs[index].Shape));
                }
            }
        }
    }

    /// <summary>The inferred shape, its unknown sizes filled in where the declared one knows them.</summary>
    private static Shape Tighten(Shape inferred, Shape declared)
    {
        if (!inferred.HasRank)
        {
            return declared;
        }

        if (inferred.IsKnown || !inferred.Admits(declared))
        {
            return inferred;
        }

        var sizes = inferred.ToArray();
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            sizes[axis] = sizes[axis] == Shape.UnknownSize ? declared[axis] : sizes[axis];
        }

        return new Shape(sizes);
    }
}
