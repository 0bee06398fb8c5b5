using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Converts between floats and quantized integers, run by run.</summary>
internal sealed unsafe class ConversionStep<TRun>(KernelContext context, AffineQuantization quantization, TRun run) : Step
    where TRun : struct, IConversionRun
{
    private const long Grain = 16384;

    private readonly Operand input = context.Input(0);
    private readonly Operand output = context.Output(0);
    private readonly WorkerPool workers = context.Workers;
    private readonly ChannelRuns runs = new(quantization, context.Input(0).Shape, context.Node.Where);
    private readonly TRun run = run;

    public override void Run()
    {
        var length = Math.Max(1, Math.Min(runs.RunLength, workers.ThreadCount == 1 ? runs.RunLength : Grain));
        var work = new Work { Step = this, Length = length, TasksPerRun = (runs.RunLength + length - 1) / length };
        var tasks = runs.RunCount * work.TasksPerRun;
        work.TasksTogether = Math.Max(1, workers.ThreadCount == 1 ? tasks : Grain / length);
        work.Tasks = tasks;
        workers.Run(checked((int)((tasks + work.TasksTogether - 1) / work.TasksTogether)), ref work);
    }

    private struct Work : IParallelWork
    {
        public ConversionStep<TRun> Step;
        public long Length;
        public long TasksPerRun;
        public long TasksTogether;
        public long Tasks;

        public readonly void Run(int task, int worker)
        {
            var end = Math.Min(Tasks, (task + 1) * TasksTogether);
            for (var part = task * TasksTogether; part < end; part++)
            {
                var index = part / TasksPerRun;
                var first = part % TasksPerRun * Length;
                var count = Math.Min(Length, Step.runs.RunLength - first);
                Step.run.Run(
                    Step.input.Pointer, Step.output.Pointer, (index * Step.runs.RunLength) + first, count, Step.runs.Scale(index),
                    Step.runs.ZeroPoint(index));
            }
        }
    }
}
