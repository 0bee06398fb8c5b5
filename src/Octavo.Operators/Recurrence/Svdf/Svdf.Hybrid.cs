using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record Svdf : IHybridKernel
{
    public KernelSupport SupportHybrid(OperandTypes operands) =>
        SupportFloatState(operands)
            .And(IntegerWeights.Support(operands.Input(1), 0))
            .And(operands.Input(2).ElementType == ElementType.Float32 ? KernelSupport.Yes : IntegerWeights.Support(operands.Input(2), 0))
            .And(KernelSupport.When(operands.Input(2).ElementType == ElementType.Float32 || operands.Input(2).IsConstant,
                "the time weights are integers and no constant"));

    public Step PrepareHybrid(KernelContext context)
    {
        var features = context.Input(1).Shape;
        return features.ElementCount == 0
            ? new FloatStep(context, this, null)
            : new HybridStep(context, this,
                new Int8Matrices(context, 1, [.. context.Input(1).Quantization!.Scales], 1, features[0], features[1], columns: false));
    }

    /// <summary>Only the product with the feature weights runs on integers.</summary>
    private sealed unsafe class HybridStep(KernelContext context, Svdf @operator, Int8Matrices weights) : Step
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand output = context.Output(0);
        private readonly SvdfMemory memory = new(context, @operator);
        private readonly Svdf @operator = @operator;
        private readonly WorkerPool workers = context.Workers;
        private readonly KernelMode mode = context.Mode;
        private readonly ScratchMemory projections =
            context.Scratch((long)context.Input(0).Shape[0] * context.Input(1).Shape[0] * sizeof(float));
        private readonly ScratchMemory codes =
            context.Scratch(HybridGemm.ScratchBytes(context.Input(0).Shape[0], context.Input(1).Shape[1], context.Threads));

        public override void Run()
        {
            weights.Refresh();
            HybridGemm.Run(
                input.Floats, input.Shape[0], weights.Packed, 0, null, projections.Floats, ActivationRange.None,
                @operator.AsymmetricQuantizeInputs, codes.Pointer, workers, mode);
            memory.Run(projections.Floats);
            @operator.Activation.Apply(output.Floats, output.ElementCount, mode);
        }
    }
}
