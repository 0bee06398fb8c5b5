using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Leaves out axes of size 1; a reshape where all sizes but one are known.</summary>
internal sealed class SqueezeImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Squeeze"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var axes = context.Integers("squeeze_dims");
        var value = context.Emit(new Squeeze(new ValueList<int>(axes)), data);
        var isKnown = value.Shape is { HasRank: true } shape && shape.ToArray().Count(size => size < 0) <= 1
            && (shape.IsKnown || !shape.ToArray().Contains(0));
        context.SetOutput(0, isKnown && !value.IsConstant ? context.Reshape(data, value.Shape.ToArray()) : value);
    }
}
