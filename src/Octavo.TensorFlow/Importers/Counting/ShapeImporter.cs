using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>The sizes of tensors.</summary>
internal sealed class ShapeImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Shape", "ShapeN"];

    public void Import(ImportContext context)
    {
        var type = context.Attributes.ElementType("out_type");
        for (var index = 0; index < context.InputCount; index++)
        {
            context.SetOutput(index, context.EmitTyped(new ShapeOf(type), type, context.Input(index)));
        }
    }
}
