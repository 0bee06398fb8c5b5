using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace Octavo.Evaluation;

/// <summary>
/// One evaluation: samples are read in order and handed out in batches, each batch to one engine. Batches are taken in the order of the
/// data, so that of several failures the first in the data is the one that all before it were done for, whatever the threads do.
/// </summary>
internal sealed class EvaluationRun : IDisposable
{
    private readonly Evaluator evaluator;
    private readonly IDatasetReader dataset;
    private readonly IProgress<EvaluationProgress>? progress;
    private readonly List<SampleRunner> runners = [];
    private readonly List<IDisposable> owned = [];
    private readonly Lock gate = new();
    private readonly List<SampleOutcome> outcomes = [];
    private readonly List<(long Index, BadSample Sample)> bad = [];
    private readonly int batch;
    private (long Index, Exception Error)? failure;

    /// <summary>What stands behind this sample need not be run any more; what stands before it must be.</summary>
    private long lastWanted = long.MaxValue;
    private long given;
    private long done;

    public EvaluationRun(
        Evaluator evaluator, IPreprocessing preprocessing, Interpreter opened, IDatasetReader dataset,
        IProgress<EvaluationProgress>? progress)
    {
        this.evaluator = evaluator;
        this.dataset = dataset;
        this.progress = progress;
        batch = evaluator.Shapes.Batch ?? 1;
        var labels = new ModelClasses(evaluator, preprocessing, opened, dataset);
        Classes = labels;
        var threads = opened.Threads;
        for (var index = 0; index < threads; index++)
        {
            var engine = threads == 1 ? opened : opened.CreateAnother();
            if (threads > 1)
            {
                owned.Add(engine);
            }

            runners.Add(new SampleRunner(engine, preprocessing, evaluator.Shapes, batch, labels));
        }
    }

    private ModelClasses Classes { get; }

    public Evaluator.Result Run(CancellationToken cancellation)
    {
        if (runners is [var single])
        {
            foreach (var samples in Batches())
            {
                cancellation.ThrowIfCancellationRequested();
                Work(single, samples);
            }
        }
        else
        {
            RunInParallel(cancellation);
        }

        ThrowFirst();
        return Collect();
    }

    public void Dispose() => owned.ForEach(engine => engine.Dispose());

    private bool IsWanted(long index)
    {
        lock (gate)
        {
            return index <= lastWanted;
        }
    }

    private void RunInParallel(CancellationToken cancellation)
    {
        using var queue = new BlockingCollection<List<(long Index, Sample Sample)>>(2 * runners.Count);
        var workers = runners.ConvertAll(runner => Task.Factory.StartNew(
            () =>
            {
                foreach (var samples in queue.GetConsumingEnumerable())
                {
                    if (IsWanted(samples[0].Index) && !cancellation.IsCancellationRequested)
                    {
                        Work(runner, samples);
                    }
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        try
        {
            foreach (var samples in Batches().TakeWhile(_ => !cancellation.IsCancellationRequested))
            {
                queue.Add(samples, CancellationToken.None);
            }
        }
        finally
        {
            queue.CompleteAdding();
            Task.WaitAll([.. workers], CancellationToken.None);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Ends at the first failure that is known; one of the data set itself is a failure at the place that it reached.</summary>
    private IEnumerable<List<(long Index, Sample Sample)>> Batches()
    {
        using var samples = dataset.Read().GetEnumerator();
        while (IsWanted(given))
        {
            var next = new List<(long Index, Sample Sample)>(batch);
            try
            {
                while (next.Count < batch && samples.MoveNext())
                {
                    next.Add((given++, samples.Current));
                }
            }
            catch (OctavoException error)
            {
                Fail(given, error);
            }

            if (next.Count == 0)
            {
                yield break;
            }

            yield return next;
        }
    }

    private void Fail(long index, Exception error)
    {
        lock (gate)
        {
            if (failure is null || index < failure.Value.Index)
            {
                failure = (index, error);
                lastWanted = Math.Min(lastWanted, index);
            }
        }
    }

    /// <summary>A batch that stands before a failure is always run, so that the first of several failures is known.</summary>
    private void Work(SampleRunner runner, List<(long Index, Sample Sample)> samples)
    {
        var badHere = new List<(long Index, BadSample Sample)>();
        IReadOnlyList<SampleOutcome> found = [];
        try
        {
            found = runner.Run(samples, badHere);
        }
#pragma warning disable CA1031 // It is thrown again, unless an earlier sample failed too.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            Fail(samples[0].Index, thrown);
        }

        lock (gate)
        {
            outcomes.AddRange(found);
            bad.AddRange(badHere);
            if (bad.Count > evaluator.MaximumBadSamples)
            {
                lastWanted = Math.Min(lastWanted, bad.Select(sample => sample.Index).Order().ElementAt(evaluator.MaximumBadSamples));
            }

            done += samples.Count;
            progress?.Report(new EvaluationProgress(done, dataset.SampleCount));
        }
    }

    private void ThrowFirst()
    {
        var tooMany = bad.OrderBy(sample => sample.Index).Skip(evaluator.MaximumBadSamples).FirstOrDefault();
        if (tooMany.Sample is not null && (failure is null || tooMany.Index < failure.Value.Index))
        {
            var reason = tooMany.Sample.Failure;
            throw evaluator.MaximumBadSamples == 0 ? WithName(tooMany.Sample) : new OctavoException(
                reason.Kind, $"More than {evaluator.MaximumBadSamples} samples cannot be read; of this one: {reason.What}",
                    reason.Where ?? tooMany.Sample.Name, reason.Expected, reason.Found, reason.Hint, reason);
        }

        if (failure is { } first)
        {
            ExceptionDispatchInfo.Throw(first.Error);
        }
    }

    /// <summary>The failure itself where it says which sample it is of.</summary>
    private static OctavoException WithName(BadSample sample)
    {
        var reason = sample.Failure;
        return reason.Where?.Contains(sample.Name, StringComparison.Ordinal) == true ? reason : new OctavoException(
            reason.Kind, reason.What, reason.Where is null ? sample.Name
                : $"{sample.Name}, {reason.Where}", reason.Expected, reason.Found, reason.Hint, reason);
    }

    private Evaluator.Result Collect()
    {
        var sorted = outcomes.OrderBy(outcome => outcome.Index).ToImmutableArray();
        if (sorted.IsEmpty)
        {
            throw new OctavoException(
                ErrorKind.InvalidData, "The data set has no sample.", dataset.Description, found: bad.Count == 0 ? null
                : $"{bad.Count} that cannot be read");
        }

        var resolution = Classes.Resolution!;
        return new Evaluator.Result(
            new Classification(Classes.Count!.Value, [.. sorted.Select(outcome => outcome.Label)],
            [.. sorted.Select(outcome => outcome.Rank)], [.. sorted.Select(outcome => outcome.Class)]),
            resolution.Source, resolution.Mapping, Classes.Labels,
            [.. sorted.Where(outcome => outcome.Class == Classification.NoClass).Select(outcome => outcome.Name)],
            [.. bad.OrderBy(sample => sample.Index).Select(sample => sample.Sample)]);
    }
}
