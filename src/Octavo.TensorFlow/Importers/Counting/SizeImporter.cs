using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>The number of elements.</summary>
internal sealed class SizeImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Size"];

    public void Import(ImportContext context)
    {
        var type = context.Attributes.ElementType("out_type");
        var data = context.Input(0);
        context.SetOutput(0, data.Shape.IsKnown
            ? context.Scalar(type, data.Shape.ElementCount)
            : context.Emit(new ReduceProd(false), context.EmitTyped(new ShapeOf(type), type, data), context.Integers(0)));
    }
}
