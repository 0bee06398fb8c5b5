using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Negative values times a slope.</summary>
internal sealed class LeakyReluImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["LeakyRelu"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        context.SetOutput(0,
            context.Cast(context.Emit(new LeakyRelu(context.Attributes.Float("alpha")), context.InFloat(data)), data.ElementType));
    }
}
