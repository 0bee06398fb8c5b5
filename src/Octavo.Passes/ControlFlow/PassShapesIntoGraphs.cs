using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Tells the graphs of loops and branches the shapes that their arguments have; of a loop's value the sizes that every step keeps.
/// </summary>
internal sealed class PassShapesIntoGraphs : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.Where(node => node.Operator is While or If))
        {
            var offset = SubgraphCalls.Offset(node);
            ImmutableArray<Shape> shapes = node.Operator is While loop
                ? [.. loop.InferOutputs(new ShapeContext(node)).Select(output => output.Shape)]
                : [.. node.Inputs.Skip(offset).Select(input => input!.Shape)];
            foreach (var inner in SubgraphCalls.Graphs(node).Select(graph => new GraphEdit(graph)))
            {
                for (var index = 0; index < shapes.Length; index++)
                {
                    var input = inner.Graph.Inputs[index];
                    if (input.Shape.Admits(shapes[index]))
                    {
                        inner.SetType(input, input.ElementType, shapes[index]);
                    }
                }
            }
        }
    }
}
