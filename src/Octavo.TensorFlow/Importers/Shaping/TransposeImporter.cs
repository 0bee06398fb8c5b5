using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Reorders axes.</summary>
internal sealed class TransposeImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Transpose"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        if (context.Known(1) is not null)
        {
            var axes = context.RequireIntegers(1, "the permutation");
            var named = Array.ConvertAll(axes, axis => axis < 0 ? axis + axes.Length : axis);
            if (named.SequenceEqual(Enumerable.Range(0, axes.Length)))
            {
                context.SetOutput(0, data);
                return;
            }
        }

        context.SetOutput(0, context.EmitMoved(new Transpose(), data, context.AsInt32(context.Input(1))));
    }
}
