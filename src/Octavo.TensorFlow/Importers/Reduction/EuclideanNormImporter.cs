using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>The length of vectors that run along some axes.</summary>
internal sealed class EuclideanNormImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["EuclideanNorm"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var axes = context.AxesOf(data, 1);
        var real = context.InFloat(data);
        var length = axes is null
            ? context.Emit(new Abs(), real)
            : context.Emit(new Sqrt(),
                context.Emit(new Sum(context.Attributes.Boolean("keep_dims")), context.Emit(new Square(), real), axes));
        context.SetOutput(0, context.Cast(length, data.ElementType));
    }
}
