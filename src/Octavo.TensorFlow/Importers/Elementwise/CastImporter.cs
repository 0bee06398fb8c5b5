using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Converts elements. TFLite has no casts of uint64: those go through int64, with the upper half of the range moved down.
/// </summary>
internal sealed class CastImporter : IImporter
{
    private const float TwoTo63 = 9223372036854775808f;

    public IReadOnlyList<string> Operations { get; } = ["Cast"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var (from, to) = (data.ElementType, context.Attributes.ElementType("DstT"));
        var result = (from, to) switch
        {
            _ when from == to => data,
            (ElementType.Float32, ElementType.Float16 or ElementType.BFloat16) when context.Attributes.Boolean("Truncate") =>
                Truncated(context, data, to),
            (ElementType.UInt64, _) => FromUnsigned(context, data, to),
            (_, ElementType.UInt64) => ToUnsigned(context, data),
            (_, ElementType.Complex64) => context.Cast(context.Cast(data, ElementType.Float32), to),
            (ElementType.Complex64, _) => context.Cast(context.Cast(data, ElementType.Float32), to),
            (ElementType.Complex128, _) or (_, ElementType.Complex128) =>
                throw context.Unsupported($"a cast from {from} to {to}", "Use complex64 in the model."),
            _ => context.Cast(data, to),
        };
        context.SetOutput(0, result);
    }

    /// <summary>Toward zero: the bits that the smaller type has no place for are cleared first.</summary>
    private static Value Truncated(ImportContext context, Value data, ElementType to)
    {
        var lost = to == ElementType.Float16 ? 13 : 16;
        var kept = context.Emit(new RightShift(), context.Reinterpret(data, ElementType.Int32), context.Constant(Tensor.Scalar(lost)));
        var cleared = context.Emit(new Mul(), kept, context.Constant(Tensor.Scalar(1 << lost)));
        return context.Cast(context.Reinterpret(cleared, ElementType.Float32), to);
    }

    private static Value FromUnsigned(ImportContext context, Value data, ElementType to)
    {
        var signed = context.Reinterpret(data, ElementType.Int64);
        if (!to.IsFloatingPoint())
        {
            return context.Cast(signed, to);
        }

        var real = context.Cast(signed, ElementType.Float32);
        var moved = context.Emit(new SelectV2(), context.Emit(new Less(), signed, context.Scalar(ElementType.Int64, 0)),
            context.Scalar(2 * TwoTo63), context.Scalar(0f));
        return context.Cast(context.Emit(new Add(), real, moved), to);
    }

    private static Value ToUnsigned(ImportContext context, Value data)
    {
        if (!data.ElementType.IsFloatingPoint())
        {
            return context.Reinterpret(context.Cast(data, ElementType.Int64), ElementType.UInt64);
        }

        var real = context.Cast(data, ElementType.Float32);
        var isUpper = context.Emit(new GreaterEqual(), real, context.Scalar(TwoTo63));
        var lowered = context.Emit(new Sub(), real, context.Emit(new SelectV2(), isUpper, context.Scalar(TwoTo63), context.Scalar(0f)));
        var raised =
            context.Emit(new SelectV2(), isUpper, context.Constant(Tensor.Scalar(long.MinValue)), context.Constant(Tensor.Scalar(0L)));
        return context.Reinterpret(context.Emit(new Add(), context.Cast(lowered, ElementType.Int64), raised), ElementType.UInt64);
    }
}
