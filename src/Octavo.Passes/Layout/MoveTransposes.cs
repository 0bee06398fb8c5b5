using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>
/// Moves operators that can read their data in any layout in front of the transposes before them, wherever fewer transposes are left then:
/// networks of channels first, whose convolutions work channels last, keep them at their edges only.
/// </summary>
internal sealed class MoveTransposes : IPass
{
    public void Apply(GraphEdit edit)
    {
        while (MoveAll(edit))
        {
        }
    }

    /// <summary>Moves every region that pays, of one permutation after the other; what one leaves behind may belong to another.</summary>
    /// <returns>Whether any was moved.</returns>
    private static bool MoveAll(GraphEdit edit)
    {
        var hasMoved = false;
        foreach (var permutation in edit.Graph.Nodes.Select(AxisPermutation.Of).OfType<AxisPermutation>()
            .Where(permutation => !permutation.IsIdentity).Distinct().ToArray())
        {
            foreach (var region in TransposeRegion.Find(edit.Graph, permutation).ToArray())
            {
                if (region.IsWhole(edit) && region.Benefit(edit) > 0)
                {
                    region.Move(edit);
                    hasMoved = true;
                }
            }
        }

        return hasMoved;
    }
}
