namespace Octavo.Cli;

/// <summary>Shows how far an evaluation is.</summary>
internal sealed class SampleProgress(ProgressReport report, string stage) : IProgress<EvaluationProgress>
{
    public void Report(EvaluationProgress value) => report.Report(stage, value.Done, value.Total);
}
