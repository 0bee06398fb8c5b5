using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Refuses plans that let an operator read its weights as it cannot.</summary>
internal static class PlacementCheck
{
    /// <exception cref="OctavoException">A reader cannot take the form that it is given (kind InvalidData).</exception>
    public static void Require(ValueDecision planned, IReadOnlyDictionary<int, Node> nodes)
    {
        foreach (var form in planned.Forms)
        {
            foreach (var reader in form.Readers)
            {
                var node = nodes[reader.Node];
                var weight = (node.Operator as IQuantizable)?.Contract.WeightAt(reader.Input);
                var hybrid = weight?.Hybrid ?? HybridForm.None;
                if (!IsPossible(form, hybrid) || WhyNoBlocks(node, weight, planned, form) is not null
                    || (form.Placement != WeightPlacement.DequantizeInFront && form.Bits < weight!.LeastBits))
                {
                    throw new OctavoException(
                        ErrorKind.InvalidData,
                        $"The plan is not possible: {node.Where} cannot read input {reader.Input} as {form.Placement} {form.Describe()}.",
                        $"subgraph {planned.Subgraph}, constant '{planned.Name}'", $"what suits {hybrid}", $"{form.Placement}",
                        "Make the plan anew from this model.");
                }
            }
        }
    }

    private static string? WhyNoBlocks(Node node, WeightForm? weight, ValueDecision planned, PlannedForm form) =>
        form.BlockSize is null ? null : BlockFit.Refusal(node, weight, planned.Sizes, form.Scheme.Solver);

    private static bool IsPossible(PlannedForm form, HybridForm hybrid) => form.Placement switch
    {
        WeightPlacement.DequantizeInFront => true,
        WeightPlacement.DequantizeBehind => hybrid == HybridForm.DequantizeBehind,
        WeightPlacement.LookupInFront => hybrid == HybridForm.LookupInFront,
        _ => hybrid switch
        {
            HybridForm.PerChannelOnly or HybridForm.PerTensorOrPerChannel or HybridForm.Lookup => true,
            HybridForm.PerTensorOnly => form.Axis is null,
            _ => false,
        },
    };
}
