using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Decides about one float constant where one node reads it: the recipe's rule, with what the user has changed about it.</summary>
/// <param name="refusals">Constants that turned out to have no form in few bits, and why.</param>
internal sealed class UsePlanner(Recipe recipe, WeightQuantizationOptions options, IReadOnlyDictionary<Value, string> refusals)
{
    private readonly RecipeMatcher matcher = new(recipe);
    private readonly NameFilter filter = new(options);

    public WeightUse Plan(Node node, int input, Value constant)
    {
        var use = new WeightUse(node, input, constant);
        if (matcher.Find(node, constant) is not ({ } rule, { } algorithm))
        {
            return use.Keep($"no rule of the recipe applies to {node.Where}", $"no rule of the recipe applies to {node.Operator.Name}");
        }

        if (filter.Refusal(node, constant) is { } excluded)
        {
            return use.Keep(excluded);
        }

        algorithm.Propose(use, rule.Configuration.With(options));
        return use.Solver is { Measures: true } && refusals.GetValueOrDefault(constant) is { } refusal ? use.Keep(refusal) : use;
    }

    /// <exception cref="OctavoException">A pattern, or an operator or scope of a rule, matches nothing of the model.</exception>
    public void RequireMatches(Model model)
    {
        var readings = ConstantNames.Readings(model);
        filter.RequireMatches(readings);
        matcher.RequireMatches(readings);
    }

    /// <summary>Gives a use the form that no kernel needs to compute with.</summary>
    public void Dequantize(WeightUse use)
    {
        if (matcher.Find(use.Node, use.Constant) is ({ } rule, WeightAlgorithm algorithm))
        {
            algorithm.Dequantize(use, rule.Configuration.With(options));
        }
    }
}
