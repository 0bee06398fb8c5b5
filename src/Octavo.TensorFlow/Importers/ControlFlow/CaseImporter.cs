using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>One of several graphs, by number: conditionals within each other. A number that no graph has takes the last one.</summary>
internal sealed class CaseImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Case", "StatelessCase"];

    public void Import(ImportContext context)
    {
        var graphs = context.Source.Bodies(context.Node);
        var number = context.Input(0);
        if (graphs.Length != 0 && (context.Known(0) is not null || graphs.Length == 1))
        {
            var taken = graphs.Length == 1 ? 0 : context.RequireInteger(0, "the branch");
            context.Import.Inline(context, graphs[taken >= 0 && taken < graphs.Length ? taken : ^1], [.. BranchImport.Arguments(context)]);
            return;
        }

        var branches = new BranchImport(context, graphs, new TypedShape(number.ElementType, number.Shape));
        if (!branches.Run())
        {
            return;
        }

        var rest = branches.Graphs[^1];
        for (var branch = graphs.Length - 2; branch > 0; branch--)
        {
            rest = Choice(context, branches, branch, rest);
        }

        var isFirst = context.Emit(new Equal(), number, context.Constant(Tensor.Scalar(0)));
        branches.Give(context.EmitMany(
            new If(new GraphReference(branches.Graphs[0]), new GraphReference(rest)), branches.Outputs.Count, null, branches.Passed.Prepend(number).Prepend(isFirst)));
    }

    /// <summary>A graph that runs a branch where the number is the branch's, and another graph elsewhere.</summary>
    private static Graph Choice(ImportContext context, BranchImport branches, int branch, Graph other)
    {
        var edit = new GraphEdit(new Graph($"{context.Name}/from_{branch}"));
        Value[] inputs = [.. other.Inputs.Select(input => edit.AddInput(input.Name, input.ElementType, input.Shape))];
        var isTaken = edit.NewValue($"{context.Name}/is_{branch}", ElementType.Boolean, new Shape([]));
        edit.AddNode($"{context.Name}/is_{branch}", new Equal(), [inputs[0], edit.AddConstant($"{context.Name}/{branch}", Tensor.Scalar(branch))], [isTaken]);
        Value[] outputs = [.. other.Outputs.Select(output => edit.NewValue(output.Name, output.ElementType, Shape.Unknown))];
        var node = edit.AddNode(
            $"{context.Name}/if_{branch}", new If(new GraphReference(branches.Graphs[branch]), new GraphReference(other)), inputs.Prepend(isTaken), outputs);
        var shapes = ((If)node.Operator).InferOutputs(new ShapeContext(node));
        for (var index = 0; index < outputs.Length; index++)
        {
            edit.SetType(outputs[index], shapes[index].ElementType, shapes[index].Shape);
            edit.AddOutput(outputs[index]);
        }

        context.Import.Bodies.Add(edit.Graph);
        return edit.Graph;
    }
}
