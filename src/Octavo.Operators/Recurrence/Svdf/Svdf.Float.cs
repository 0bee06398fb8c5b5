using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record Svdf : IFloatKernel
{
    public KernelSupport SupportFloat(OperandTypes operands) =>
        SupportFloatState(operands)
            .And(KernelSupport.When(operands.Input(1).ElementType == ElementType.Float32,
                $"the feature weights are {operands.Input(1).ElementType}, not Float32"))
            .And(KernelSupport.When(operands.Input(2).ElementType == ElementType.Float32,
                $"the time weights are {operands.Input(2).ElementType}, not Float32"));

    public Step PrepareFloat(KernelContext context)
    {
        var features = context.Input(1).Shape;
        return new FloatStep(
            context, this,
            features.ElementCount == 0 ? null
            : new Float32Matrices(context, 1, 1, features[0], features[1], Float32Weights.OrderOf(features[0]), columns: false));
    }

    private static KernelSupport SupportFloatState(OperandTypes operands) =>
        IntegerWeights.SupportActivations(operands.Input(0), operands.Output)
            .And(KernelSupport.When(operands.Input(4).ElementType == ElementType.Float32,
                $"the state is {operands.Input(4).ElementType}, not Float32"))
            .And(KernelSupport.When(operands.Input(4).IsVariable, "the state is no variable"));

    private sealed unsafe class FloatStep(KernelContext context, Svdf @operator, Float32Matrices? weights) : Step
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand output = context.Output(0);
        private readonly SvdfMemory memory = new(context, @operator);
        private readonly FusedActivation activation = @operator.Activation;
        private readonly WorkerPool workers = context.Workers;
        private readonly KernelMode mode = context.Mode;
        private readonly ScratchMemory scratch =
            context.Scratch((long)context.Input(0).Shape[0] * context.Input(1).Shape[0] * sizeof(float));

        public override void Run()
        {
            if (weights is null)
            {
                new Span<byte>(scratch.Pointer, checked((int)scratch.SizeInBytes)).Clear();
            }
            else
            {
                weights.Refresh(workers);
                Float32Gemm.Run(
                    input.Floats, input.Shape[1], input.Shape[0], weights.Group(0), null, scratch.Floats, memory.Filters,
                    ActivationRange.None, workers, mode);
            }

            memory.Run(scratch.Floats);
            activation.Apply(output.Floats, output.ElementCount, mode);
        }
    }
}
