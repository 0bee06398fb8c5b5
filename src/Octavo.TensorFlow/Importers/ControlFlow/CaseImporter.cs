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
            new If(new GraphReference(branches.Graphs[0]), new GraphReference(rest)), branches.Outputs.Count, null,
            branches.Passed.Prepend(number).Prepend(isFirst)));
    }

    /// <summary>A graph that runs a branch where the number is the branch's, and another graph elsewhere.</summary>
    private static Graph Choice(ImportContext context, BranchImport branches, int branch, Graph other)
    {
        var builder = new GraphBuilder($"{context.Name}/from_{branch}");
        Value[] inputs = [.. other.Inputs.Select(input => builder.Edit.AddInput(input.Name, input.ElementType, input.Shape))];
        var isTaken = builder.Emit($"{context.Name}/is_{branch}", new Equal(), inputs[0],
            builder.Edit.AddConstant($"{context.Name}/{branch}", Tensor.Scalar(branch)));
        var node = builder.EmitNode(
            $"{context.Name}/if_{branch}", new If(new GraphReference(branches.Graphs[branch]), new GraphReference(other)),
            [isTaken, .. inputs],
            [.. other.Outputs.Select(output => output.Name)]);
        foreach (var output in node.Outputs)
        {
            builder.Edit.AddOutput(output);
        }

        context.Import.Bodies.Add(builder.Graph);
        return builder.Graph;
    }
}
