using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record BatchMatMul : IHybridKernel
{
    public KernelSupport SupportHybrid(OperandTypes operands) =>
        IntegerWeights.SupportActivations(operands.Input(0), operands.Output)
            .And(KernelSupport.When(operands.Input(1).Shape.HasRank, "the rank of the right operand is unknown"))
            .And(SupportScales(operands.Input(1)));

    public Step PrepareHybrid(KernelContext context)
    {
        var right = context.Input(1);
        var plan = new BatchMatMulPlan(this, context.Input(0).Shape, right.Shape);
        if (plan.Rows == 0 || plan.Columns == 0 || plan.Depth == 0 || plan.Batches == 0)
        {
            return new BiasStep(null, context.Output(0), FusedActivation.None);
        }

        float[] scales = [.. right.Quantization!.Scales];
        if (scales.Length > 1)
        {
            scales = [.. Enumerable.Repeat(scales, plan.RightMatrices).SelectMany(columns => columns)];
        }

        return new HybridStep(context, this, plan,
            new Int8Matrices(context, 1, scales, plan.RightMatrices, plan.Columns, plan.Depth, columns: !TransposeRight));
    }

    private KernelSupport SupportScales(OperandType right) => right.Shape.HasRank && right.Shape.Rank >= 2
        ? IntegerWeights.Support(right, right.Shape.Rank - (TransposeRight ? 2 : 1))
        : KernelSupport.No("the right operand is no matrix");

    private sealed unsafe class HybridStep(KernelContext context, BatchMatMul @operator, BatchMatMulPlan plan, Int8Matrices right) : Step
    {
        private readonly Operand left = context.Input(0);
        private readonly Operand output = context.Output(0);
        private readonly WorkerPool workers = context.Workers;
        private readonly KernelMode mode = context.Mode;
        private readonly bool asymmetric = @operator.AsymmetricQuantizeInputs;
        private readonly ScratchMemory? transposed =
            @operator.TransposeLeft ? context.Scratch(plan.LeftMatrices * plan.LeftSize * sizeof(float)) : null;
        private readonly ScratchMemory scratch = context.Scratch(plan.IsSingleProduct
            ? HybridGemm.ScratchBytes(plan.Batches * plan.Rows, plan.Depth, context.Threads)
            : HybridGemm.ScratchBytes(plan.Rows, plan.Depth, 1) * context.Threads);

        public override void Run()
        {
            right.Refresh();
            var source = left.Floats;
            if (transposed is not null)
            {
                plan.TransposeLeft(source, transposed.Floats);
                source = transposed.Floats;
            }

            if (plan.IsSingleProduct)
            {
                HybridGemm.Run(
                    source, plan.Batches * plan.Rows, right.Packed, 0, null, output.Floats, ActivationRange.None, asymmetric,
                    scratch.Pointer, workers, mode);
                return;
            }

            var work = new HybridProducts { Plan = plan, Left = source, Right = right.Packed, Output = output.Floats,
                Asymmetric = asymmetric, Scratch = scratch.Pointer, Mode = mode };
            workers.Run(plan.Batches, ref work);
        }
    }

    private unsafe struct HybridProducts : IParallelWork
    {
        public BatchMatMulPlan Plan;
        public float* Left;
        public PackedInt8Weights Right;
        public float* Output;
        public bool Asymmetric;
        public byte* Scratch;
        public KernelMode Mode;

        public readonly void Run(int task, int worker) => HybridGemm.Run(
            Left + (Plan.LeftOf(task) * Plan.LeftSize), Plan.Rows, Right, Plan.RightOf(task), null,
            Output + ((long)task * Plan.Rows * Plan.Columns),
            ActivationRange.None, Asymmetric, Scratch + (worker * HybridGemm.ScratchBytes(Plan.Rows, Plan.Depth, 1)), WorkerPool.Single,
                Mode);
    }
}
