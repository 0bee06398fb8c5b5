using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>
/// The plans of the graphs that the nodes of one plan run. Nodes that run the same graph on the same shapes share its plan: they never run
/// at the same time, and take what a run gave before the next. So a graph is planned once for its shapes, however many ways lead to it.
/// </summary>
internal sealed class SubgraphPlans
{
    private readonly Dictionary<(Graph Graph, Shape[] Shapes), Shared> plans = new(new BySubject());

    /// <summary>The plan of a graph for the shapes of its inputs; <see cref="GiveBack"/> frees it again.</summary>
    /// <param name="make">Makes it where nobody has it.</param>
    public Shared Take(Graph graph, Shape[] shapes, Func<Graph, IReadOnlyList<Shape>, Plan> make)
    {
        if (!plans.TryGetValue((graph, shapes), out var shared))
        {
            shared = new Shared(make(graph, shapes), shapes);
            plans.Add((graph, shapes), shared);
        }

        shared.Users++;
        return shared;
    }

    public void GiveBack(Shared shared)
    {
        if (--shared.Users == 0)
        {
            plans.Remove((shared.Plan.Graph, shared.Shapes));
            shared.Plan.Dispose();
        }
    }

    /// <summary>A plan and how many nodes use it.</summary>
    public sealed class Shared(Plan plan, Shape[] shapes)
    {
        public Plan Plan { get; } = plan;

        public Shape[] Shapes { get; } = shapes;

        public int Users { get; set; }
    }

    private sealed class BySubject : IEqualityComparer<(Graph Graph, Shape[] Shapes)>
    {
        public bool Equals((Graph Graph, Shape[] Shapes) x, (Graph Graph, Shape[] Shapes) y) =>
            ReferenceEquals(x.Graph, y.Graph) && x.Shapes.AsSpan().SequenceEqual(y.Shapes);

        public int GetHashCode((Graph Graph, Shape[] Shapes) subject)
        {
            var hash = default(HashCode);
            hash.Add(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(subject.Graph));
            foreach (var shape in subject.Shapes)
            {
                hash.Add(shape);
            }

            return hash.ToHashCode();
        }
    }
}
