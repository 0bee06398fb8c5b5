using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Surrounds a tensor with zeros or with a given value.</summary>
internal sealed class PadImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Pad", "PadV2"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var paddings = context.Input(1);
        context.SetOutput(0, context.Node.Operation == "PadV2" ? context.EmitMoved(new PadV2(), data, paddings, context.Input(2))
            : data.IsMovedBy(new Pad()) ? context.Emit(new Pad(), data, paddings)
            : data.IsMovedBy(new PadV2()) ? context.Emit(new PadV2(), data, paddings, context.Scalar(data.ElementType, 0))
            : context.EmitMoved(new Pad(), data, paddings));
    }
}
