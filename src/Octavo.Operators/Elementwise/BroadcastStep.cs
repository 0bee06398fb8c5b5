using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>A function of two operands, element by element.</summary>
internal sealed unsafe class BroadcastStep<TRun>(KernelContext context, TRun run) : Step
    where TRun : struct, IBroadcastRun
{
    private readonly Operand left = context.Input(0);
    private readonly Operand right = context.Input(1);
    private readonly Operand output = context.Output(0);
    private readonly Octavo.Kernels.WorkerPool workers = context.Workers;
    private readonly string where = context.Node.Where;
    private readonly BroadcastPlan plan = BroadcastPlan.Of(context.Input(0).Shape, context.Input(1).Shape);

    public override void Run()
    {
        try
        {
            plan.Run(run, left.Pointer, right.Pointer, output.Pointer, workers);
        }
        catch (ArithmeticException exception)
        {
            throw new OctavoException(
                ErrorKind.InvalidData, "the elements are outside of what this operator is defined for", where,
                "divisors other than 0, exponents of at least 0", exception.Message, "Check the model's input.", exception);
        }
    }
}
