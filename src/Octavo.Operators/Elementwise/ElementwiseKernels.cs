using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Chooses the inner loop for the element type of input 0.</summary>
internal static class ElementwiseKernels
{
    public static Step Unary<TFunction>(KernelContext context, TFunction function)
        where TFunction : struct, IFloatUnary =>
        context.Input(0).ElementType == ElementType.Float16
            ? new FlatStep<HalfUnaryRun<TFunction>>(context, new(function))
            : new FlatStep<FloatUnaryRun<TFunction>>(context, new(function, context.Mode));

    public static Step Binary<TFunction>(KernelContext context, TFunction function)
        where TFunction : struct, IFloatBinary =>
        context.Input(0).ElementType == ElementType.Float16
            ? new BroadcastStep<HalfBinaryRun<TFunction>>(context, new(function))
            : new BroadcastStep<FloatBinaryRun<TFunction>>(context, new(function, context.Mode));

    public static Step Compare<TFunction>(KernelContext context, TFunction function)
        where TFunction : struct, IFloatBinary =>
        context.Input(0).ElementType == ElementType.Float16
            ? new BroadcastStep<HalfComparisonRun<TFunction>>(context, new(function))
            : new BroadcastStep<FloatComparisonRun<TFunction>>(context, new(function, context.Mode));

    public static Step IntegerUnary<TFunction>(KernelContext context, TFunction function)
        where TFunction : struct, IIntegerUnary => context.Input(0).ElementType switch
        {
            ElementType.Int8 => new FlatStep<IntegerUnaryRun<sbyte, TFunction>>(context, new(function)),
            ElementType.Int16 => new FlatStep<IntegerUnaryRun<short, TFunction>>(context, new(function)),
            ElementType.UInt16 => new FlatStep<IntegerUnaryRun<ushort, TFunction>>(context, new(function)),
            ElementType.Int32 => new FlatStep<IntegerUnaryRun<int, TFunction>>(context, new(function)),
            ElementType.UInt32 => new FlatStep<IntegerUnaryRun<uint, TFunction>>(context, new(function)),
            ElementType.Int64 => new FlatStep<IntegerUnaryRun<long, TFunction>>(context, new(function)),
            ElementType.UInt64 => new FlatStep<IntegerUnaryRun<ulong, TFunction>>(context, new(function)),
            _ => new FlatStep<IntegerUnaryRun<byte, TFunction>>(context, new(function)),
        };

    public static Step IntegerBinary<TFunction>(KernelContext context, TFunction function)
        where TFunction : struct, IIntegerBinary => context.Input(0).ElementType switch
        {
            ElementType.Int8 => new BroadcastStep<IntegerBinaryRun<sbyte, TFunction>>(context, new(function, context.Mode)),
            ElementType.Int16 => new BroadcastStep<IntegerBinaryRun<short, TFunction>>(context, new(function, context.Mode)),
            ElementType.UInt16 => new BroadcastStep<IntegerBinaryRun<ushort, TFunction>>(context, new(function, context.Mode)),
            ElementType.Int32 => new BroadcastStep<IntegerBinaryRun<int, TFunction>>(context, new(function, context.Mode)),
            ElementType.UInt32 => new BroadcastStep<IntegerBinaryRun<uint, TFunction>>(context, new(function, context.Mode)),
            ElementType.Int64 => new BroadcastStep<IntegerBinaryRun<long, TFunction>>(context, new(function, context.Mode)),
            ElementType.UInt64 => new BroadcastStep<IntegerBinaryRun<ulong, TFunction>>(context, new(function, context.Mode)),
            _ => new BroadcastStep<IntegerBinaryRun<byte, TFunction>>(context, new(function, context.Mode)),
        };

    public static Step IntegerCompare<TFunction>(KernelContext context, TFunction function)
        where TFunction : struct, IIntegerComparison => context.Input(0).ElementType switch
        {
            ElementType.Int8 => new BroadcastStep<IntegerComparisonRun<sbyte, TFunction>>(context, new(function)),
            ElementType.Int16 => new BroadcastStep<IntegerComparisonRun<short, TFunction>>(context, new(function)),
            ElementType.UInt16 => new BroadcastStep<IntegerComparisonRun<ushort, TFunction>>(context, new(function)),
            ElementType.Int32 => new BroadcastStep<IntegerComparisonRun<int, TFunction>>(context, new(function)),
            ElementType.UInt32 => new BroadcastStep<IntegerComparisonRun<uint, TFunction>>(context, new(function)),
            ElementType.Int64 => new BroadcastStep<IntegerComparisonRun<long, TFunction>>(context, new(function)),
            ElementType.UInt64 => new BroadcastStep<IntegerComparisonRun<ulong, TFunction>>(context, new(function)),
            _ => new BroadcastStep<IntegerComparisonRun<byte, TFunction>>(context, new(function)),
        };
}
