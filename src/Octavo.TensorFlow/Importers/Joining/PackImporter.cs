using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Stacks tensors along a new axis.</summary>
internal sealed class PackImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Pack"];

    public void Import(ImportContext context)
    {
        var axis = context.Integer("axis");
        context.SetOutput(0, context.EmitMoved(new Pack(axis, context.InputCount), context.Inputs(0, context.InputCount)));
    }
}
