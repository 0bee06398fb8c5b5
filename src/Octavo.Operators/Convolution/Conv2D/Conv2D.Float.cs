using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record Conv2D : IFloatKernel
{
    public KernelSupport SupportFloat(OperandTypes operands) =>
        KernelSupport.When(operands.Input(0).ElementType == ElementType.Float32,
            $"the input is {operands.Input(0).ElementType}, not Float32")
            .And(KernelSupport.When(operands.Input(1).ElementType == ElementType.Float32,
                $"the filter is {operands.Input(1).ElementType}, not Float32"));

    public Step PrepareFloat(KernelContext context)
    {
        if (context.Output(0).ElementCount == 0 || context.Input(0).ElementCount == 0 || context.Input(1).ElementCount == 0)
        {
            return new BiasStep(context.OptionalInput(2), context.Output(0), Activation);
        }

        var geometry = Geometry(context);
        return new FloatStep(context, this, geometry, new Float32Matrices(
            context, 1, geometry.Groups, geometry.GroupOutputChannels, geometry.Depth, SumOrder.InOrder, columns: false));
    }

    private Convolution2DGeometry Geometry(KernelContext context)
    {
        var (input, filter) = (context.Input(0).Shape, context.Input(1).Shape);
        var rows = WindowGeometry.Along(input[1], filter[1], StrideHeight, DilationHeight, Padding, context.Node.Where);
        var columns = WindowGeometry.Along(input[2], filter[2], StrideWidth, DilationWidth, Padding, context.Node.Where);
        return ConvolutionWindows.Geometry(input, rows, columns, filter[0]) with { Groups = input[3] / filter[3] };
    }

    private sealed unsafe class FloatStep(KernelContext context, Conv2D @operator, Convolution2DGeometry geometry,
        Float32Matrices filter) : Step
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand? bias = context.OptionalInput(2);
        private readonly Operand output = context.Output(0);
        private readonly WorkerPool workers = context.Workers;
        private readonly KernelMode mode = context.Mode;
        private readonly FusedActivation activation = @operator.Activation;
        private readonly ScratchMemory scratch = context.Scratch(Float32Convolution2D.ScratchBytes(geometry, context.Threads));

        public override void Run()
        {
            filter.Refresh(workers);
            Float32Convolution2D.Run(
                geometry, input.Floats, filter.Packed, bias is null ? null : bias.Floats, output.Floats, activation.RangeInside(),
                scratch.Pointer, workers, mode);
            activation.ApplyBeyondClamp(output, mode);
        }
    }
}
