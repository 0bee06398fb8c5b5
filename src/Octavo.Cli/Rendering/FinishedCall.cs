namespace Octavo.Cli;

/// <summary>What one invocation gave.</summary>
/// <param name="Top">The best classes of each sample; null where they are not shown.</param>
internal sealed record FinishedCall(IReadOnlyList<NamedOutput> Outputs, IReadOnlyList<IReadOnlyList<TopClass>>? Top, TimeSpan Time);
