namespace Octavo.Cli;

/// <summary>What a conversion says of itself, as the line of progress.</summary>
internal sealed class ConversionStages(ProgressReport report, string source) : IProgress<ConversionProgress>
{
    public void Report(ConversionProgress value) => report.Report($"{value.Stage} {source}", value.Done, value.Total);
}
