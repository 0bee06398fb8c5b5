using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The positions of all elements that are not zero.</summary>
internal sealed class WhereImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Where"];

    public void Import(ImportContext context)
    {
        var condition = context.Input(0);
        if (condition.ElementType is not (ElementType.Boolean or ElementType.Float32 or ElementType.Int32 or ElementType.Int64
            or ElementType.Int8 or ElementType.UInt8 or ElementType.UInt32))
        {
            condition = context.Cast(condition, ElementType.Boolean);
        }

        context.SetOutput(0, context.Emit(new Where(), condition));
    }
}
