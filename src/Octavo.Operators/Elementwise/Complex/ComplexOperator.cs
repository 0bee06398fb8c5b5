using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>A real number of each complex one: float32 of complex64, float64 of complex128.</summary>
internal abstract record ComplexOperator : Operator, IShapeInference, IElementwise, IFloatKernel
{
    private protected ComplexOperator()
    {
    }

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var input = context.Input(0);
        return input.ElementType switch
        {
            ElementType.Complex64 => [input with { ElementType = ElementType.Float32 }],
            ElementType.Complex128 => [input with { ElementType = ElementType.Float64 }],
            _ => throw context.Mismatch("the input holds no complex numbers", "complex64 or complex128", $"{input.ElementType}"),
        };
    }

    public KernelSupport SupportFloat(OperandTypes operands) =>
        KernelSupport.When(operands.Input(0).ElementType is ElementType.Complex64 or ElementType.Complex128,
            "the input must be complex64 or complex128");

    public abstract Step PrepareFloat(KernelContext context);
}
