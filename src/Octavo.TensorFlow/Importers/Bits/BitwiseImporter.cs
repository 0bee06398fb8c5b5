using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Bits combined. TFLite has only exclusive or, for up to 32 bits; the others follow from a + b = (a xor b) + 2 (a and b) = 2 (a or b) - (a
/// xor b), where the sum must not overflow: on int32 for up to 16 bits, and on halves and quarters of wider integers.
/// </summary>
internal sealed class BitwiseImporter : IImporter
{
    private const int MaximumRank = 4;

    public IReadOnlyList<string> Operations { get; } = ["BitwiseAnd", "BitwiseOr", "BitwiseXor", "Invert"];

    public void Import(ImportContext context)
    {
        var left = context.Input(0);
        if (!left.ElementType.IsInteger())
        {
            throw new OctavoException(ErrorKind.MalformedModel, "bits are those of integers", context.Where, "integers", left.ToString());
        }

        if (context.Node.Operation == "Invert")
        {
            context.SetOutput(0, Invert(context, left));
            return;
        }

        var type = left.ElementType;
        var isExclusive = context.Node.Operation == "BitwiseXor";
        var part = PartOf(type, isExclusive);
        var (first, second) = context.Align(context.Reinterpret(left, part), context.Reinterpret(context.Input(1), part), MaximumRank);
        var combined = isExclusive
            ? context.Emit(new BitwiseXor(), first, second)
            : context.Cast(OfSum(context, context.Cast(first, ElementType.Int32), context.Cast(second, ElementType.Int32)), part);
        context.SetOutput(0, context.Reinterpret(combined, type));
    }

    /// <summary>What integers are taken apart into.</summary>
    private static ElementType PartOf(ElementType type, bool isExclusive) => type switch
    {
        ElementType.Int64 or ElementType.UInt64 when isExclusive => ElementType.Int32,
        ElementType.Int32 or ElementType.UInt32 or ElementType.Int64 or ElementType.UInt64 when !isExclusive => ElementType.UInt16,
        _ => type,
    };

    private static Value OfSum(ImportContext context, Value left, Value right)
    {
        var sum = context.Emit(new Add(), left, right);
        var exclusive = context.Emit(new BitwiseXor(), left, right);
        var doubled =
            context.Node.Operation == "BitwiseAnd" ? context.Emit(new Sub(), sum, exclusive) : context.Emit(new Add(), sum, exclusive);
        return context.Emit(new RightShift(), doubled, context.Constant(Tensor.Scalar(1)));
    }

    private static Value Invert(ImportContext context, Value data)
    {
        if (data.ElementType is ElementType.Int64 or ElementType.UInt64)
        {
            var signed = context.Reinterpret(data, ElementType.Int64);
            return context.Reinterpret(context.Emit(new Sub(), context.Scalar(ElementType.Int64, -1), signed), data.ElementType);
        }

        var ones = context.Constant(
            new Tensor(data.ElementType, Shape.Scalar, Enumerable.Repeat((byte)0xFF, (int)data.ElementType.SizeInBytes(1)).ToArray()));
        return context.Emit(new BitwiseXor(), data, ones);
    }
}
