using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Runtime;

/// <summary>
/// The resources of an interpreter and of those made from it for other signatures. Their tensors live on over invocations and plans.
/// </summary>
internal sealed class ResourceStore : ResourceScope, IDisposable
{
    private readonly Dictionary<ResourceName, StoredResource> resources = [];
    private readonly HashSet<Graph> run = new(ReferenceEqualityComparer.Instance);

    /// <summary>How many resources turned out to change their shape; plans made for fewer of them are out of date.</summary>
    public int ChangingShapes
    {
        get
        {
            var count = 0;
            foreach (var resource in resources.Values)
            {
                count += resource.HasChangingShape ? 1 : 0;
            }

            return count;
        }
    }

    public override StoredResource this[ResourceName name]
    {
        get
        {
            if (!resources.TryGetValue(name, out var resource))
            {
                resources[name] = resource = new StoredResource(name);
            }

            return resource;
        }
    }

    public override bool HasRun(Graph initialization) => run.Contains(initialization);

    public override void SetRun(Graph initialization) => run.Add(initialization);

    /// <summary>No resource is assigned, no initialization has run.</summary>
    public void Reset()
    {
        run.Clear();
        foreach (var resource in resources.Values)
        {
            resource.Forget();
        }
    }

    public void Dispose()
    {
        foreach (var resource in resources.Values)
        {
            resource.Dispose();
        }

        resources.Clear();
    }
}
