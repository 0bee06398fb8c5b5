using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>
/// Writes x / sqrt y as x times 1 / sqrt y: the form of normalizations, whose operators have integer kernels. May round once more.
/// </summary>
internal sealed class UseReciprocalRoots : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (node.Operator is Div division && node.IsPlainFloat() && edit.OnlyReadProducerOf<Sqrt>(node.Input(1)) is { } root)
            {
                edit.SetOperator(root, new Rsqrt());
                edit.SetOperator(node, new Mul(division.Activation));
            }
        }
    }
}
