using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Every float constant in 16 bits, dequantized for float operators.</summary>
internal sealed class Float16Algorithm : IFormAlgorithm
{
    public string Name => "float16";

    public IReadOnlyList<(string Type, AlgorithmConfiguration Configuration)> Types { get; } =
        [("float16", new AlgorithmConfiguration { Solver = "float16", MinWeightElements = 0 })];

    public AlgorithmConfiguration Read(RecipeKeys keys, AlgorithmConfiguration start) => start;

    public void Propose(WeightUse use, AlgorithmConfiguration configuration)
    {
        if (use.Constant.ElementType == ElementType.Float16)
        {
            use.Keep("already float16");
        }
        else if (HasIntegerWeights(use.Node))
        {
            use.Keep(
                $"{use.Node.Where} computes with integer weights, beside which LiteRT takes float32 only",
                "its reader computes with integer weights, beside which LiteRT takes float32 only");
        }
        else
        {
            use.Take(WeightSolvers.Find("float16"), null, WeightPlacement.DequantizeInFront);
        }
    }

    private static bool HasIntegerWeights(Node node) =>
        node.Operator is IQuantizable { Contract: var contract }
        && contract.WeightInputs.Any(input => node.OptionalInput(input) is { } weights && ModelConstants.IsQuantized(weights));
}
