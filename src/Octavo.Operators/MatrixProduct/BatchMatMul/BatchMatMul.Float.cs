using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record BatchMatMul : IFloatKernel
{
    public KernelSupport SupportFloat(OperandTypes operands) =>
        KernelSupport.When(operands.Input(0).ElementType == ElementType.Float32,
            $"the left operand is {operands.Input(0).ElementType}, not Float32")
            .And(KernelSupport.When(operands.Input(1).ElementType == ElementType.Float32,
                $"the right operand is {operands.Input(1).ElementType}, not Float32"));

    public Step PrepareFloat(KernelContext context)
    {
        var plan = new BatchMatMulPlan(this, context.Input(0).Shape, context.Input(1).Shape);
        return plan.Rows == 0 || plan.Columns == 0 || plan.Depth == 0 || plan.Batches == 0
            ? new BiasStep(null, context.Output(0), FusedActivation.None)
            : new FloatStep(
                context, this, plan,
                new Float32Matrices(context, 1, plan.RightMatrices, plan.Columns, plan.Depth, Float32Weights.OrderOf(plan.Columns),
                    columns: !TransposeRight));
    }

    private sealed unsafe class FloatStep(KernelContext context, BatchMatMul @operator, BatchMatMulPlan plan, Float32Matrices right) : Step
    {
        private readonly Operand left = context.Input(0);
        private readonly Operand output = context.Output(0);
        private readonly WorkerPool workers = context.Workers;
        private readonly KernelMode mode = context.Mode;
        private readonly ScratchMemory? transposed =
            @operator.TransposeLeft ? context.Scratch(plan.LeftMatrices * plan.LeftSize * sizeof(float)) : null;

        public override void Run()
        {
            right.Refresh(workers);
            var source = left.Floats;
            if (transposed is not null)
            {
                plan.TransposeLeft(source, transposed.Floats);
                source = transposed.Floats;
            }

            if (plan.IsSingleProduct)
            {
                Float32Gemm.Run(
                    source, plan.Depth, plan.Batches * plan.Rows, right.Group(0), null, output.Floats, plan.Columns, ActivationRange.None,
                    workers, mode);
                return;
            }

            var work = new Products { Plan = plan, Left = source, Right = right, Output = output.Floats, Mode = mode };
            workers.Run(plan.Batches, ref work);
        }
    }

    private unsafe struct Products : IParallelWork
    {
        public BatchMatMulPlan Plan;
        public float* Left;
        public Float32Matrices Right;
        public float* Output;
        public KernelMode Mode;

        public void Run(int task, int worker) => Float32Gemm.Run(
            Left + (Plan.LeftOf(task) * Plan.LeftSize), Plan.Depth, Plan.Rows, Right.Group(Plan.RightOf(task)), null,
            Output + ((long)task * Plan.Rows * Plan.Columns), Plan.Columns, ActivationRange.None, WorkerPool.Single, Mode);
    }
}
