using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>
/// A node whose shapes are only known when it runs: it infers them then, prepares its kernel anew when they changed, and gives its
/// outputs memory that grows.
/// </summary>
internal sealed class LateStep(Node node, PlanFacts facts, Func<NodeKernelContext> makeContext) : Step
{
    private readonly ShapeContext shapes = new(node, facts);
    private readonly Shape[] seen = new Shape[node.Inputs.Count + node.Outputs.Count];
    private Step? step;
    private NodeKernelContext? context;

    public override void Run()
    {
        facts.AreComputed = true;
        var inferred = OutputInference.Infer(node, shapes);
        var haveChanged = HaveShapesChanged(inferred);
        if (context is null || haveChanged)
        {
            // What fails from here on leaves nothing that could run.
            (step, context) = (null, null);
            context = makeContext();
            for (var index = 0; index < node.Outputs.Count; index++)
            {
                context.Output(index).Shape = inferred[index].Shape;
            }

            step = KernelSelection.Prepare(context);
        }

        for (var index = 0; index < node.Outputs.Count; index++)
        {
            if (inferred[index].Shape.IsKnown)
            {
                context.Output(index).Resize(inferred[index].Shape);
                context.Output(index).RequireMemory(node.Where);
            }
        }

        for (var index = 0; index < node.Inputs.Count; index++)
        {
            context.OptionalInput(index)?.RequireMemory(node.Where);
        }

        step!.Run();
    }

    private bool HaveShapesChanged(IReadOnlyList<TypedShape> inferred)
    {
        var changed = step is null;
        for (var index = 0; index < seen.Length; index++)
        {
            var now =
                index < node.Inputs.Count ? shapes.OptionalInput(index)?.Shape ?? Shape.Unknown : inferred[index - node.Inputs.Count].Shape;
            changed |= now != seen[index];
            seen[index] = now;
        }

        return changed;
    }
}
