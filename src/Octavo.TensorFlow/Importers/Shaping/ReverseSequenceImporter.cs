using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Reverses the beginning of each sequence of a batch.</summary>
internal sealed class ReverseSequenceImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["ReverseSequence"];

    public void Import(ImportContext context)
    {
        var @operator = new ReverseSequence(context.Integer("seq_dim"), context.Integer("batch_dim"));
        context.SetOutput(0, context.EmitMoved(@operator, context.Input(0), context.Input(1)));
    }
}
