using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>The same bytes as another type.</summary>
internal sealed class BitcastImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Bitcast"];

    public void Import(ImportContext context)
    {
        var type = context.Attributes.ElementType("type");
        context.SetOutput(0, context.EmitTyped(new Bitcast(type), type, context.Input(0)));
    }
}
