using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record Svdf : IFloatKernel
{
    public KernelSupport SupportFloat(Node node) =>
        SupportFloatState(node)
            .And(KernelSupport.When(node.Input(1).ElementType == ElementType.Float32, $"the feature weights are {node.Input(1).ElementType}, not Float32"))
            .And(KernelSupport.When(node.Input(2).ElementType == ElementType.Float32, $"the time weights are {node.Input(2).ElementType}, not Float32"));

    public Step PrepareFloat(KernelContext context)
    {
        var features = context.Input(1).Shape;
        return new FloatStep(
            context, this, features.ElementCount == 0 ? null : new Float32Matrices(context, 1, 1, features[0], features[1], Float32Weights.OrderOf(features[0]), columns: false));
    }

    private static KernelSupport SupportFloatState(Node node) =>
        IntegerWeights.SupportActivations(node.Input(0), node.Output)
            .And(KernelSupport.When(node.Input(4).ElementType == ElementType.Float32, $"the state is {node.Input(4).ElementType}, not Float32"))
            .And(KernelSupport.When(node.Input(4).IsVariable, "the state is no variable"));

    private sealed unsafe class FloatStep(KernelContext context, Svdf @operator, Float32Matrices? weights) : Step
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand output = context.Output(0);
        private readonly SvdfMemory memory = new(context, @operator);
        private readonly FusedActivation activation = @operator.Activation;
        private readonly WorkerPool workers = context.Workers;
        private readonly KernelMode mode = context.Mode;
        private readonly ScratchMemory scratch = context.Scratch((long)context.Input(0).Shape[0] * context.Input(1).Shape[0] * sizeof(float));

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
                    input.Floats, input.Shape[1], input.Shape[0], weights.Group(0), null, scratch.Floats, memory.Filters, ActivationRange.None, workers, mode);
            }

            memory.Run(scratch.Floats);
            activation.Apply(output.Floats, output.ElementCount, mode);
        }
    }
}
