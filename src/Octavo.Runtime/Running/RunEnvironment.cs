using Octavo.Kernels;

namespace Octavo.Runtime;

/// <summary>
/// What the interpreters of one model's signatures have in common where one was made for the other: threads, resources, limits, and one
/// caller at a time.
/// </summary>
internal sealed class RunEnvironment : IDisposable
{
    /// <exception cref="OctavoException">The options are out of range, or name a value that there is not (kind Usage).</exception>
    public RunEnvironment(SharedModel model, InterpreterOptions options)
    {
        options.Require();
        if (options.Watches.IsEmpty)
        {
            model.AddUser();
            Model = model;
        }
        else
        {
            Model = model.Observing(options.Watches);
        }

        Options = options;
        Budget = new MemoryBudget(options.MemoryLimit ?? MemoryBudget.DefaultLimit, model.Weights.Budget);
        Watch = new RunWatch(options.MaximumSteps, options.TimeLimit);
        Workers = new WorkerPool(options.Threads, Watch.Interruption);
    }

    public SharedModel Model { get; }

    public InterpreterOptions Options { get; }

    public SharedWeights Weights => Model.Weights;

    public KernelMode Kernels => Options.Kernels;

    public ExclusiveUse Use { get; } = new();

    public MemoryBudget Budget { get; }

    public RunWatch Watch { get; }

    public WorkerPool Workers { get; }

    public ResourceStore Resources { get; } = new();

    /// <summary>While no plan is in use.</summary>
    public void Dispose()
    {
        Workers.Dispose();
        Watch.Dispose();
        Resources.Dispose();
        Model.RemoveUser();
    }
}
