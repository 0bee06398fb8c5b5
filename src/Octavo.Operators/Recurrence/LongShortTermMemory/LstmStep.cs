using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>
/// Runs the memories of a node, each of which reads and writes operands of its own besides the input: two on two threads.
/// </summary>
internal sealed class LstmStep(KernelContext context, params LstmSequence[] sequences) : Step
{
    private Sequences work = new() { All = sequences };

    public override void Run() => context.Workers.Run(sequences.Length, ref work);

    private struct Sequences : IParallelWork
    {
        public LstmSequence[] All;

        public readonly void Run(int task, int worker) => All[task].Run();
    }
}
