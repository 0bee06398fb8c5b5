using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The magnitude: ABS, max(x, -x) for int64, and the sign bit taken off for float64.</summary>
internal sealed class AbsoluteImporter : IImporter
{
    private static readonly KernelTypes Types = KernelTypes.Of(ElementType.Float32, ElementType.Int16, ElementType.Int32);

    public IReadOnlyList<string> Operations { get; } = ["Abs"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        context.SetOutput(0, data.ElementType switch
        {
            ElementType.Int64 => context.Emit(new Maximum(), data, context.Emit(new Neg(), data)),
            ElementType.Float64 => WithoutSign(context, data),
            _ => context.Compute(new Abs(), Types, data),
        });
    }

    private static Value WithoutSign(ImportContext context, Value data)
    {
        var bits = context.Reinterpret(data, ElementType.Int64);
        var isNegative = context.Emit(new Less(), bits, context.Scalar(ElementType.Int64, 0));
        var cleared = context.Emit(new Add(), bits, context.Constant(Tensor.Scalar(long.MinValue)));
        return context.Reinterpret(context.Emit(new SelectV2(), isNegative, cleared, bits), ElementType.Float64);
    }
}
