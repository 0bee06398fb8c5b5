using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>
/// One rewrite. It changes nothing that a graph computes (but for float rounding, where it says so), leaves the graph valid, and changes
/// nothing at all when run a second time on its own result.
/// </summary>
internal interface IPass
{
    /// <summary>The verb phrase that names it on the command line and in errors: its class name.</summary>
    string Name => GetType().Name;

    void Apply(GraphEdit edit);
}
