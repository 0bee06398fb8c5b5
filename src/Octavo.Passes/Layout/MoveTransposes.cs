using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>
/// Moves operators that can read their data in any layout in front of the transposes before them, wherever fewer transposes are left then:
/// networks of channels first, whose convolutions work channels last, keep them at their edges only.
/// </summary>
public sealed class MoveTransposes : IPass
{
    public void Apply(GraphEdit edit)
    {
        while (FindWorthwhile(edit) is { } region)
        {
            region.Move(edit);
        }
    }

    private static TransposeRegion? FindWorthwhile(GraphEdit edit) => edit.Graph.Nodes
        .Select(AxisPermutation.Of).OfType<AxisPermutation>().Where(permutation => !permutation.IsIdentity).Distinct().ToArray()
        .SelectMany(permutation => TransposeRegion.Find(edit.Graph, permutation))
        .FirstOrDefault(region => region.Benefit(edit) > 0);
}
