using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record Conv3D : IFloatKernel
{
    public KernelSupport SupportFloat(OperandTypes operands) =>
        KernelSupport.When(operands.Input(0).ElementType == ElementType.Float32,
            $"the input is {operands.Input(0).ElementType}, not Float32")
            .And(KernelSupport.When(operands.Input(1).ElementType == ElementType.Float32,
                $"the filter is {operands.Input(1).ElementType}, not Float32"));

    public Step PrepareFloat(KernelContext context)
    {
        if (context.Output(0).ElementCount == 0 || context.Input(1).ElementCount == 0)
        {
            return new BiasStep(context.OptionalInput(2), context.Output(0), Activation);
        }

        var (input, filter, where) = (context.Input(0).Shape, context.Input(1).Shape, context.Node.Where);
        return new FloatStep(
            context, Activation,
            WindowGeometry.Along(input[1], filter[0], StrideDepth, DilationDepth, Padding, where),
            WindowGeometry.Along(input[2], filter[1], StrideHeight, DilationHeight, Padding, where),
            WindowGeometry.Along(input[3], filter[2], StrideWidth, DilationWidth, Padding, where));
    }

    private sealed unsafe class FloatStep : Step
    {
        private readonly Operand input;
        private readonly Operand? bias;
        private readonly Operand output;
        private readonly WorkerPool workers;
        private readonly KernelMode mode;
        private readonly FusedActivation activation;
        private readonly WindowGeometry depths;
        private readonly WindowGeometry rows;
        private readonly WindowGeometry columns;
        private readonly Float32Matrices filter;
        private readonly ScratchMemory scratch;

        public FloatStep(KernelContext context, FusedActivation activation, WindowGeometry depths, WindowGeometry rows,
            WindowGeometry columns)
        {
            input = context.Input(0);
            bias = context.OptionalInput(2);
            output = context.Output(0);
            workers = context.Workers;
            mode = context.Mode;
            this.activation = activation;
            this.depths = depths;
            this.rows = rows;
            this.columns = columns;
            var rowLength = new VolumeRows(null, depths, rows, columns, input.Shape[4]).RowLength;
            filter = new Float32Matrices(context, 1, 1, output.Shape[4], rowLength, SumOrder.InOrder, columns: true);
            scratch = context.Scratch(Float32Gemm.ScratchBytes(rowLength, context.Threads));
        }

        public override void Run()
        {
            filter.Refresh(workers);
            var source = new VolumeRows(input.Floats, depths, rows, columns, input.Shape[4]);
            var outputs = output.Shape[4];
            Float32Gemm.Run(
                ref source, checked((int)(output.ElementCount / outputs)), filter.Group(0), bias is null ? null : bias.Floats,
                output.Floats, outputs,
                activation.RangeInside(), scratch.Pointer, workers, mode);
            activation.ApplyBeyondClamp(output, mode);
        }
    }
}
