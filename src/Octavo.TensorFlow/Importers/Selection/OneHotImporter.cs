using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Marks the position that an index names along a new axis.</summary>
internal sealed class OneHotImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["OneHot"];

    public void Import(ImportContext context)
    {
        var indices = context.Input(0);
        var positions = indices.ElementType is ElementType.Int32 or ElementType.Int64 ? indices : context.Cast(indices, ElementType.Int32);
        var @operator = new OneHot(context.Integer("axis"));
        context.SetOutput(0,
            context.EmitMoved(@operator, positions, context.AsInt32(context.Input(1)), context.Input(2), context.Input(3)));
    }
}
