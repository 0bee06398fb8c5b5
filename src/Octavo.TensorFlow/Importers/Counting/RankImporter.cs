using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>The number of axes.</summary>
internal sealed class RankImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Rank"];

    public void Import(ImportContext context) => context.Become(new Rank());
}
