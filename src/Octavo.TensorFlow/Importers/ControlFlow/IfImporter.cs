using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>One of two graphs; where the condition is known, the nodes of that graph alone.</summary>
internal sealed class IfImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["If", "StatelessIf"];

    public void Import(ImportContext context)
    {
        var graphs = context.Source.Bodies(context.Node);
        var condition = context.AsCondition(context.Input(0));
        if (condition.Constant is { } known)
        {
            context.Import.Inline(context, graphs[context.Elements<byte>(known.Evaluate(), "the predicate")[0] != 0 ? 0 : 1],
                [.. BranchImport.Arguments(context)]);
            return;
        }

        var branches = new BranchImport(context, graphs, null);
        if (branches.Run())
        {
            branches.Give(context.EmitMany(
                new If(new GraphReference(branches.Graphs[0]), new GraphReference(branches.Graphs[1])), branches.Outputs.Count, null,
                branches.Passed.Prepend(condition)));
        }
    }
}
