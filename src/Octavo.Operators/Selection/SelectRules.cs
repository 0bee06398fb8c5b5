using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>What SELECT and SELECT_V2 share: a condition of booleans and two values of one type.</summary>
internal static class SelectRules
{
    /// <param name="condition">The condition's shape, aligned so that it broadcasts at the last axis.</param>
    public static ImmutableArray<TypedShape> InferSelected(this ShapeContext context, Shape condition)
    {
        var left = context.Input(1);
        var right = context.Input(2);
        if (left.ElementType != right.ElementType || context.Input(0).ElementType != ElementType.Boolean)
        {
            throw context.Mismatch(
                "condition and values have types that do not go together", $"booleans and two values of {left.ElementType}",
                $"{context.Input(0).ElementType} and {right.ElementType}");
        }

        return Shape.TryBroadcast(left.Shape, right.Shape, out var values) && Shape.TryBroadcast(values, condition, out var shape)
            ? [new TypedShape(left.ElementType, shape)]
            : throw context.Mismatch("condition and values do not broadcast", "equal sizes, or sizes of 1",
                $"{condition}, {left.Shape} and {right.Shape}");
    }

    public static KernelSupport SupportSelected(OperandTypes operands) =>
        KernelSupport.When(operands.Output.ElementType.BitsPerElement() >= 8, $"{operands.Output.ElementType} values");

    public static Step Prepare(KernelContext context, Shape condition) => context.Output(0).ElementType.BitsPerElement() switch
    {
        8 => new SelectStep<byte>(context, condition),
        16 => new SelectStep<ushort>(context, condition),
        32 => new SelectStep<uint>(context, condition),
        64 => new SelectStep<ulong>(context, condition),
        _ => new SelectStep<UInt128>(context, condition),
    };
}
