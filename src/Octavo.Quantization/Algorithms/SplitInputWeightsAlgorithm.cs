using System.Globalization;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Passes;

namespace Octavo.Quantization;

/// <summary>
/// Splits the input weights of recurrent operators in two where they are to have one scale, and a few large ones would cost the others
/// their precision:
/// docs/decisions/0018, docs/numerics.md.
/// </summary>
internal sealed class SplitInputWeightsAlgorithm : IPreparation
{
    /// <summary>Weights whose largest is at most this many times their root mean square are precise enough as they are.</summary>
    private const double LargestPeak = 16;

    public string Name => "split-input-weights";

    public IReadOnlyList<(string Type, AlgorithmConfiguration Configuration)> Types { get; } = [("float32", new AlgorithmConfiguration())];

    public AlgorithmConfiguration Read(RecipeKeys keys, AlgorithmConfiguration start) => start;

    public string? Propose(Node node, IReadOnlyDictionary<int, PlannedForm> planned)
    {
        var inputs = InputsOf(node);
        if (!inputs.All(input => planned.GetValueOrDefault(input) is { Placement: WeightPlacement.InPlace, Axis: null })
            || !IsPossible(node))
        {
            return null;
        }

        var (input, peak) = inputs.Select(input => (input, Peak: Peak(node.Input(input).Constant!))).MaxBy(entry => entry.Peak);
        return peak > LargestPeak
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the largest of '{node.Input(input).Name}' is {peak:F0} times its root mean square, which one scale cannot say")
            : null;
    }

    public bool IsPossible(Node node) => InputsOf(node).Count != 0 && SplitInputWeights.IsPossible(node);

    public void Apply(Graph graph, IReadOnlySet<Node> nodes) => PassRunner.Run(graph, [new SplitInputWeights(nodes)]);

    private static List<int> InputsOf(Node node) =>
        node.Operator is IInputWeights { InputWeights: var inputs }
            ? [.. inputs.Where(input => node.OptionalInput(input) is not null)] : [];

    private static double Peak(Constant constant)
    {
        var (largest, squares, count) = (0.0, 0.0, 0L);
        foreach (var weight in constant.Evaluate().Values<float>())
        {
            largest = Math.Max(largest, Math.Abs(weight));
            squares += (double)weight * weight;
            count++;
        }

        return squares > 0 ? largest / Math.Sqrt(squares / count) : 0;
    }
}
