using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Quantizes the weights of a model.</summary>
internal static class WeightQuantizer
{
    /// <summary>
    /// Plans and rewrites in place. Constants are read once for their scales; codes are computed when they are written or packed. Where
    /// elements turn out to have no form
    /// in few bits, the plan is made anew without them.
    /// </summary>
    /// <returns>The plan as it was carried out.</returns>
    /// <exception cref="OctavoException">The recipe or a pattern is wrong.</exception>
    public static QuantizationPlan Apply(Model model, Recipe recipe, WeightQuantizationOptions? options = null)
    {
        var plan = QuantizationPlanner.Plan(model, recipe, options);
        var nodes = new PreparationPlanner(recipe).Propose(model, plan).ToImmutableArray();
        if (nodes.Length != 0)
        {
            NodePreparation.Apply(model, nodes);
            plan = QuantizationPlanner.Plan(model, recipe, options);
        }

        var refusals = new Dictionary<Value, string>(ReferenceEqualityComparer.Instance);
        while (true)
        {
            var rewriter = new WeightRewriter(model, plan);
            if (rewriter.Refused.Count == 0)
            {
                return rewriter.Rewrite() with { Nodes = nodes };
            }

            foreach (var value in rewriter.Refused)
            {
                refusals.Add(value, "its elements are not finite, or spread wider than float32 reaches");
            }

            plan = QuantizationPlanner.Plan(model, recipe, options, refusals);
        }
    }

    /// <summary>Carries a plan out that was made for this model.</summary>
    /// <returns>The same plan, with what was lost.</returns>
    /// <exception cref="OctavoException">The plan was made for another model, or is not possible (kind InvalidData).</exception>
    public static QuantizationPlan Apply(Model model, QuantizationPlan plan)
    {
        NodePreparation.Apply(model, plan.Nodes);
        var rewriter = new WeightRewriter(model, plan);
        return rewriter.Refused.Count == 0 ? rewriter.Rewrite() : throw new OctavoException(
            ErrorKind.InvalidData, "The plan is not possible: elements of a constant are not finite, or spread wider than float32 reaches.",
            rewriter.Refused[0].ToString());
    }
}
