using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record Lstm : IQuantizedKernel
{
    public KernelSupport SupportQuantized(OperandTypes operands)
    {
        if (IsOfAnotherList(operands.Inputs.Count, operands.Outputs.Count))
        {
            return SupportList(operands);
        }

        return KernelType == LstmKernelType.Full ? IntegerLstmSupport.Of(operands, LstmOperands.Single, Attributes)
            : SupportBasicInteger(operands);
    }

    public Step PrepareQuantized(KernelContext context)
    {
        if (KernelType == LstmKernelType.Basic)
        {
            return new BasicIntegerStep(context);
        }

        var input = context.Input(0).Shape;
        var sizes = LstmSizes.Of(context.Shapes, LstmOperands.Single, input[-1], 0, diagonal: false);
        return new IntegerLstmSequence(context, LstmOperands.Single, Attributes, sizes, new SequenceLayout(input[0], 1, true));
    }

    private static KernelSupport SupportBasicInteger(OperandTypes operands)
    {
        (int Input, ElementType Type)[] expected =
            [(0, ElementType.UInt8), (PreviousHidden, ElementType.UInt8), (BasicWeights, ElementType.UInt8),
                (BasicBiases, ElementType.Int32), (PreviousCell, ElementType.Int16)];
        var support = KernelSupport.Yes;
        foreach (var (index, type) in expected)
        {
            var value = operands.OptionalInput(index);
            support = support
                .And(KernelSupport.When(value?.ElementType == type, $"input {index} is {value?.ElementType}, not {type}"))
                .And(KernelSupport.When(value?.Quantization is { IsPerChannel: false }, $"input {index} has no single scale"));
        }

        var isNatural = operands.OptionalInput(0)?.Quantization is { ZeroPoint: 128 }
            && operands.OptionalInput(PreviousHidden)?.Quantization is { ZeroPoint: 128 };
        var cellExponent = operands.OptionalInput(PreviousCell)?.Quantization is { } cell && cell.Scale > 0 ? Math.ILogB(cell.Scale) : 0;
        return support
            .And(KernelSupport.When(isNatural, "activations have another zero point than 128"))
            .And(KernelSupport.When(cellExponent is >= -15 and <= -9, "the cell's scale is no power of two from 2^-15 to 2^-9"));
    }
}
