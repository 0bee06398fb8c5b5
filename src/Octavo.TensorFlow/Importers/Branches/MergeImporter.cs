using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Hands on what comes of the branch that is taken, and says which one that is.</summary>
internal sealed class MergeImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Merge", "RefMerge"];

    public void Import(ImportContext context)
    {
        if (context.Node.Inputs.Any(input => context.Source[input.Node].Operation is "NextIteration" or "RefNextIteration"))
        {
            throw context.Unsupported("it begins a loop");
        }

        int[] taken = [.. Enumerable.Range(0, context.InputCount).Where(index => !context.IsLeftOut(index))];
        if (taken is not [var single])
        {
            throw context.Unsupported("which branch is taken depends on the model's inputs");
        }

        if (context.HasValue(single))
        {
            context.SetOutput(0, context.Input(single));
        }

        context.SetOutput(1, context.Constant(Tensor.Scalar(single)));
    }
}
