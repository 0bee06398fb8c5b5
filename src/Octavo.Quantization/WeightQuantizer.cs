using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Quantizes the weights of a model.</summary>
public static class WeightQuantizer
{
    /// <summary>Plans and rewrites in place. Constants are read once for their scales; codes are computed when they are written or packed.</summary>
    /// <returns>The plan as it was carried out.</returns>
    /// <exception cref="OctavoException">The recipe or a pattern is wrong.</exception>
    public static QuantizationPlan Apply(Model model, Recipe recipe, WeightQuantizationOptions? options = null) =>
        WeightRewriter.Apply(model, QuantizationPlanner.Plan(model, recipe, options));
}
