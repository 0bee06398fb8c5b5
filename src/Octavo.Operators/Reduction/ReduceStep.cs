using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>A reduction; the plan is made once where the axes are a constant, and otherwise anew when they changed.</summary>
internal abstract class ReduceStep : Step
{
    private readonly Operand axes;
    private readonly string where;
    private int[] plannedAxes = [];
    private ReducePlan? plan;

    protected ReduceStep(KernelContext context)
    {
        Input = context.Input(0);
        Output = context.Output(0);
        Workers = context.Workers;
        Mode = context.Mode;
        axes = context.Input(1);
        where = context.Node.Where;
        if (context.Node.Input(1).Constant is { } constant)
        {
            plannedAxes = IndexValues.ToInt32(constant.Evaluate(), where);
            plan = ReducePlan.Of(Input.Shape, plannedAxes);
        }
    }

    protected Operand Input { get; }

    protected Operand Output { get; }

    protected WorkerPool Workers { get; }

    protected KernelMode Mode { get; }

    public sealed override void Run()
    {
        if (!axes.IsConstant)
        {
            UpdatePlan();
        }

        Run(plan!);
    }

    protected abstract void Run(ReducePlan plan);

    private void UpdatePlan()
    {
        var isWide = axes.ElementType == ElementType.Int64;
        var isSame = plan is not null && plannedAxes.Length == axes.ElementCount;
        for (var index = 0; isSame && index < plannedAxes.Length; index++)
        {
            isSame = plannedAxes[index] == (isWide ? axes.Span<long>()[index] : axes.Span<int>()[index]);
        }

        if (!isSame)
        {
            plannedAxes = IndexValues.ToInt32(axes.ToTensor(), where);
            ReduceShapes.Check(plannedAxes, Input.Shape.Rank, where);
            plan = ReducePlan.Of(Input.Shape, plannedAxes);
        }
    }
}
