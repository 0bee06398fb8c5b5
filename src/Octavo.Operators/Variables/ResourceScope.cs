using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>The resources that the graphs of one interpreter see, and which initializations have run.</summary>
internal abstract class ResourceScope
{
    /// <summary>The resource of a name; the same object each time.</summary>
    public abstract Resource this[ResourceName name] { get; }

    public abstract bool HasRun(Graph initialization);

    public abstract void SetRun(Graph initialization);
}
