namespace Octavo;

/// <summary>How far an evaluation is.</summary>
/// <param name="Done">Samples that are done.</param>
/// <param name="Total">All samples; null where the data set does not say.</param>
public readonly record struct EvaluationProgress(long Done, long? Total);
