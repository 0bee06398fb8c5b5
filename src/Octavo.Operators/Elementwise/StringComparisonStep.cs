namespace Octavo.Operators;

/// <summary>Whether strings are equal, byte by byte, or whether they differ.</summary>
internal sealed unsafe class StringComparisonStep(KernelContext context, bool whenEqual) : Step
{
    private readonly Operand left = context.Input(0);
    private readonly Operand right = context.Input(1);
    private readonly Operand output = context.Output(0);
    private readonly BroadcastPlan plan = BroadcastPlan.Of(context.Input(0).Shape, context.Input(1).Shape);

    public override void Run() =>
        plan.Run(new Comparison(left.Strings, right.Strings, whenEqual), null, null, output.Pointer, Octavo.Kernels.WorkerPool.Single);

    private readonly struct Comparison(ReadOnlyMemory<byte>[] lefts, ReadOnlyMemory<byte>[] rights, bool whenEqual) : IBroadcastRun
    {
        public void Run(
            void* left, long leftOffset, int leftStep, void* right, long rightOffset, int rightStep, void* output, long outputOffset,
            long count)
        {
            for (long i = 0; i < count; i++)
            {
                var isEqual = lefts[leftOffset + (i * leftStep)].Span.SequenceEqual(rights[rightOffset + (i * rightStep)].Span);
                ((byte*)output)[outputOffset + i] = isEqual == whenEqual ? (byte)1 : (byte)0;
            }
        }
    }
}
