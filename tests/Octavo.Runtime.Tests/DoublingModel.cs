using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

/// <summary>y = x + x, under the names <c>x</c> and <c>y</c> of signature <c>serve</c>.</summary>
internal static class DoublingModel
{
    public static Model Of(Shape shape)
    {
        var edit = new GraphEdit(new Graph("main"));
        var input = edit.AddInput("inner_x", ElementType.Float32, shape);
        var output = LoopModel.Node(edit, new Add(), ElementType.Float32, shape, input, input);
        edit.AddOutput(output);
        return new Model
        {
            Subgraphs = { edit.Graph },
            Signatures = { new Signature("serve", edit.Graph, [KeyValuePair.Create("x", input)], [KeyValuePair.Create("y", output)]) },
        };
    }
}
