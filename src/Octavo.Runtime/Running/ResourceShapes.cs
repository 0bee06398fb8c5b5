using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>
/// Finds which resources of a model keep one shape. A file may declare any shape for what is read; only where everything that is assigned
/// has it is it planned for.
/// </summary>
internal static class ResourceShapes
{
    /// <summary>Makes the declared shape of what is read unknown, where another one may have been assigned.</summary>
    public static void Declare(Model model)
    {
        var assigned = new Dictionary<ResourceName, Shape>();
        var nodes = model.Subgraphs.SelectMany(graph => graph.Nodes).ToList();
        var knowsWriters = true;
        foreach (var node in nodes)
        {
            if (node.Operator is IResourceWriter writer)
            {
                var shape = node.Input(writer.AssignedInput).Shape;
                if (NameOf(node) is { } name)
                {
                    assigned[name] = !assigned.TryGetValue(name, out var other) || other == shape ? shape : Shape.Unknown;
                }
                else
                {
                    knowsWriters = false;
                }
            }
        }

        foreach (var graph in model.Subgraphs)
        {
            var edit = new GraphEdit(graph);
            foreach (var node in graph.Nodes.Where(node => node.Operator is IResourceReader))
            {
                var isFixed =
                    knowsWriters && NameOf(node) is { } name && assigned.GetValueOrDefault(name, Shape.Unknown) == node.Output.Shape;
                if (!isFixed)
                {
                    edit.SetType(node.Output, node.Output.ElementType, Shape.Unknown);
                }
            }
        }
    }

    private static ResourceName? NameOf(Node node) => (node.Input(0).Producer?.Operator as IResourceHandle)?.Resource;
}
