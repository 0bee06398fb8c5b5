using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Softmax and its logarithm, along the last axis.</summary>
internal sealed class RowNormalizationImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["LogSoftmax", "Softmax"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var real = context.InFloat(data);
        var result = context.Node.Operation == "Softmax" ? context.Emit(new Softmax(1f), real) : context.Emit(new LogSoftmax(), real);
        context.SetOutput(0, context.Cast(result, data.ElementType));
    }
}
