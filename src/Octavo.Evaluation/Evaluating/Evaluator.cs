using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo;

/// <summary>
/// Measures a classifier's accuracy on a data set. The first output holds the scores, as many for each sample as the model has classes. A
/// sample whose scores are not all finite is wrong, and counted apart.
/// </summary>
/// <param name="preprocessing">What is done to each sample before the model sees it.</param>
public sealed partial class Evaluator(IPreprocessing preprocessing)
{
    /// <summary>
    /// Names of the model's classes in the order of its scores, where the data set names its classes; null to take them from the
    /// preprocessing's class list, else from the model's own metadata.
    /// </summary>
    public ClassLabels? Labels { get; init; }

    /// <summary>Shapes for the model's inputs in place of those that it declares; a batch of N samples is then one invocation.</summary>
    public InputShapes Shapes { get; init; } = InputShapes.Declared;

    /// <summary>What will be asked of the result: a model that has too few classes for one of them is refused before it runs.</summary>
    public IReadOnlyList<ClassificationMetric> Metrics { get; init; } = [ClassificationMetrics.Top1];

    /// <summary>How many samples that cannot be read or prepared are left out; one more ends the evaluation with its error.</summary>
    public int MaximumBadSamples { get; init; }

    /// <summary>
    /// Runs all samples, each from fresh state. An interpreter with several threads runs several samples at once; the result is the same.
    /// </summary>
    /// <param name="opened">The model.</param>
    /// <param name="dataset">Labelled samples.</param>
    /// <param name="progress">Told after each invocation, from any thread.</param>
    /// <param name="cancellation">Ends the evaluation between two invocations.</param>
    /// <exception cref="OctavoException">
    /// A sample does not fit the model or has no label that is a class of it, or the data set has no sample (kind InvalidData); a metric
    /// says nothing of the model (kind Usage).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Result Run(Interpreter opened, IDatasetReader dataset, IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(opened);
        ArgumentNullException.ThrowIfNull(dataset);
        using var run = new EvaluationRun(this, preprocessing, opened, dataset, progress);
        return run.Run(cancellation);
    }

    /// <summary>The same on a thread of the thread pool. The interpreter is not to be used meanwhile.</summary>
    /// <inheritdoc cref="Run"/>
    public Task<Result> RunAsync(
        Interpreter opened, IDatasetReader dataset, IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellation = default) =>
        Task.Run(() => Run(opened, dataset, progress, cancellation), cancellation);
}
