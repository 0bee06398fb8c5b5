using System.Collections.Immutable;
using System.Numerics;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The numbers start, start + delta, ... before limit. Inputs: start, limit, delta, one element each, all int32, int64 or float32; each
/// number is the one before plus delta, rounded.
/// </summary>
internal sealed record Range : Operator, IShapeInference, IPlainIntegerKernel, IFloatKernel, ITFLiteCodec<Range, RangeOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.RANGE;

    public static OperatorSignature Signature =>
        new OperatorSignature(2).In("start", TypeSet.Numbers).In("limit", TypeSet.Numbers).In("delta", TypeSet.Numbers)
        .Out("output", TypeSet.Numbers);

    public override string Name => "RANGE";

    public static Range Read(RangeOptions options) => new();

    public RangeOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var type = context.Input(0).ElementType;
        for (var index = 0; index < 3; index++)
        {
            var input = context.Input(index);
            if (input.ElementType != type || (input.Shape.IsKnown && input.Shape.ElementCount != 1))
            {
                throw context.Mismatch("start, limit and delta are not three numbers of one type", $"one {type} each",
                    $"{input.ElementType} {input.Shape} as input {index}");
            }
        }

        return context.Known(0) is { } start && context.Known(1) is { } limit && context.Known(2) is { } delta
            ? [new TypedShape(type, new Shape(context.Size(Count(context, type, start, limit, delta))))]
            : [new TypedShape(type, AxisRules.OfRank(1))];
    }

    public KernelSupport SupportPlainInteger(OperandTypes operands) =>
        KernelSupport.When(operands.Output.ElementType is ElementType.Int32 or ElementType.Int64,
            $"a range of {operands.Output.ElementType}");

    public KernelSupport SupportFloat(OperandTypes operands) =>
        KernelSupport.When(operands.Output.ElementType == ElementType.Float32, $"a range of {operands.Output.ElementType}");

    public Step PreparePlainInteger(KernelContext context) =>
        context.Output(0).ElementType == ElementType.Int32 ? new RangeStep<int>(context) : new RangeStep<long>(context);

    public Step PrepareFloat(KernelContext context) => new RangeStep<float>(context);

    private static long Count(ShapeContext context, ElementType type, Tensor start, Tensor limit, Tensor delta) => type switch
    {
        ElementType.Int32 => CountIntegers(context, start.Values<int>()[0], limit.Values<int>()[0], delta.Values<int>()[0]),
        ElementType.Int64 => CountIntegers(context, start.Values<long>()[0], limit.Values<long>()[0], delta.Values<long>()[0]),
        ElementType.Float32 => CountFloats(context, start.Values<float>()[0], limit.Values<float>()[0], delta.Values<float>()[0]),
        _ => throw context.Mismatch("a range of this type is not defined", "int32, int64 or float32", $"{type}"),
    };

    private static long CountIntegers(ShapeContext context, Int128 start, Int128 limit, Int128 delta)
    {
        if (delta == 0 || (limit != start && Int128.Sign(limit - start) != Int128.Sign(delta)))
        {
            throw NeverArrives(context, $"{start}, {limit}, {delta}");
        }

        return (long)((Int128.Abs(limit - start) + Int128.Abs(delta) - 1) / Int128.Abs(delta));
    }

    private static long CountFloats(ShapeContext context, float start, float limit, float delta)
    {
        var count = MathF.Ceiling((limit - start) / delta);
        return count >= 0 && count <= int.MaxValue ? (long)count : start == limit && delta != 0 ? 0
            : throw NeverArrives(context, $"{start:R}, {limit:R}, {delta:R}");
    }

    private static OctavoException NeverArrives(ShapeContext context, string found) =>
        context.Mismatch("the range never arrives at its limit", "a delta that goes from start towards limit",
            $"start, limit, delta {found}");

    private sealed unsafe class RangeStep<T>(KernelContext context) : Step
        where T : unmanaged, INumber<T>
    {
        private readonly Operand start = context.Input(0);
        private readonly Operand delta = context.Input(2);
        private readonly Operand output = context.Output(0);

        public override void Run()
        {
            var value = *start.As<T>();
            var step = *delta.As<T>();
            foreach (ref var element in output.Span<T>())
            {
                element = value;
                value += step;
            }
        }
    }
}
