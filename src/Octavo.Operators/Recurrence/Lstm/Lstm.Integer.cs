using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record Lstm : IIntegerKernel
{
    public KernelSupport SupportInteger(Node node)
    {
        if (IsOfAnotherList(node.Inputs.Count, node.Outputs.Count))
        {
            return SupportList(node);
        }

        return KernelType == LstmKernelType.Full ? IntegerLstmSupport.Of(node, LstmOperands.Single, Attributes) : SupportBasicInteger(node);
    }

    public Step PrepareInteger(KernelContext context)
    {
        if (KernelType == LstmKernelType.Basic)
        {
            return new BasicIntegerStep(context);
        }

        var input = context.Input(0).Shape;
        var sizes = LstmSizes.Of(new KernelShapeContext(context), LstmOperands.Single, input[-1], 0, diagonal: false);
        return new IntegerLstmSequence(context, LstmOperands.Single, Attributes, sizes, new SequenceLayout(input[0], 1, true));
    }

    private static KernelSupport SupportBasicInteger(Node node)
    {
        (int Input, ElementType Type)[] operands =
            [(0, ElementType.UInt8), (PreviousHidden, ElementType.UInt8), (BasicWeights, ElementType.UInt8), (BasicBiases, ElementType.Int32), (PreviousCell, ElementType.Int16)];
        var support = KernelSupport.Yes;
        foreach (var (index, type) in operands)
        {
            var value = node.OptionalInput(index);
            support = support
                .And(KernelSupport.When(value?.ElementType == type, $"input {index} is {value?.ElementType}, not {type}"))
                .And(KernelSupport.When(value?.Quantization is { IsPerChannel: false }, $"input {index} has no single scale"));
        }

        var isNatural = node.OptionalInput(0)?.Quantization is { ZeroPoint: 128 } && node.OptionalInput(PreviousHidden)?.Quantization is { ZeroPoint: 128 };
        var cellExponent = node.OptionalInput(PreviousCell)?.Quantization is { } cell && cell.Scale > 0 ? Math.ILogB(cell.Scale) : 0;
        return support
            .And(KernelSupport.When(isNatural, "activations have another zero point than 128"))
            .And(KernelSupport.When(cellExponent is >= -15 and <= -9, "the cell's scale is no power of two from 2^-15 to 2^-9"));
    }
}
