using System.Collections.Frozen;
using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Reduces some axes. Inputs: data; axes, int32 or int64 [number of axes] or a single value, counted from the end where negative, repeated ones
/// once. Output: the data's type.
/// </summary>
/// <param name="KeepsAxes">Whether reduced axes stay, with size 1.</param>
internal abstract record ReduceOperator<TIntegerFold>(bool KeepsAxes) : Operator, IShapeInference, IIntegerKernel
    where TIntegerFold : struct, IIntegerFold
{
    private protected virtual FrozenSet<ElementType> Types => IntegerTypes.AllAndBoolean;

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [new(context.Input(0).ElementType, context.Reduced(KeepsAxes))];

    public KernelSupport SupportInteger(OperandTypes operands) => HasAxes(operands).And(ElementwiseTypes.PlainInput(operands, Types));

    public Step PrepareInteger(KernelContext context) => context.Input(0).ElementType switch
    {
        ElementType.Int8 => new IntegerReduceStep<sbyte, TIntegerFold>(context),
        ElementType.Int16 => new IntegerReduceStep<short, TIntegerFold>(context),
        ElementType.UInt16 => new IntegerReduceStep<ushort, TIntegerFold>(context),
        ElementType.Int32 => new IntegerReduceStep<int, TIntegerFold>(context),
        ElementType.UInt32 => new IntegerReduceStep<uint, TIntegerFold>(context),
        ElementType.Int64 => new IntegerReduceStep<long, TIntegerFold>(context),
        ElementType.UInt64 => new IntegerReduceStep<ulong, TIntegerFold>(context),
        _ => new IntegerReduceStep<byte, TIntegerFold>(context),
    };

    private protected static KernelSupport HasAxes(OperandTypes operands) => KernelSupport.When(
        operands.Input(1).ElementType is ElementType.Int32 or ElementType.Int64, "the axes must be int32 or int64");
}
