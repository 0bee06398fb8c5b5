using System.Globalization;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo;

/// <summary>The catalogue of figures of a classifier, by name; <c>top-K</c> stands for one a whole number.</summary>
public static class ClassificationMetrics
{
    private const string TopPrefix = "top-";

    private static readonly SortedDictionary<string, Func<ConfusionMatrix, double>> OfConfusion = new(StringComparer.Ordinal)
    {
        ["balanced-accuracy"] = matrix => matrix.BalancedAccuracy,
        ["cohen-kappa"] = matrix => matrix.CohenKappa,
        ["f1-macro"] = matrix => matrix.Macro(matrix.F1),
        ["f1-weighted"] = matrix => matrix.Weighted(matrix.F1),
        ["matthews"] = matrix => matrix.Matthews,
        ["precision-macro"] = matrix => matrix.Macro(matrix.Precision),
        ["recall-macro"] = matrix => matrix.Macro(matrix.Recall),
    };

    /// <summary>Sorted, with <c>top-K</c> for all of its kind.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. OfConfusion.Keys, $"{TopPrefix}K"];

    public static ClassificationMetric Top1 { get; } = Top(1);

    /// <exception cref="OctavoException">Usage: there is no such metric; the nearest is named.</exception>
    public static ClassificationMetric Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (OfConfusion.TryGetValue(name, out var figure))
        {
            return new ClassificationMetric(name, 1, result => (figure(result.Confusion()), null));
        }

        var digits = name.StartsWith(TopPrefix, StringComparison.Ordinal) ? name.AsSpan(TopPrefix.Length) : default;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var k) && k > 0 ? Top(k)
            : throw new OctavoException(
            ErrorKind.Usage, $"There is no metric '{(name.Length > 60 ? $"{name[..60]}..." : name)}'.", null,
            $"{string.Join(", ", OfConfusion.Keys)}, top-1, top-5, ... top-K", null,
            $"Did you mean '{NearestName.Of(name, [.. OfConfusion.Keys, "top-1", "top-5"])}'?");
    }

    private static ClassificationMetric Top(int k) => new($"{TopPrefix}{k.ToString(CultureInfo.InvariantCulture)}", k, result =>
    {
        var share = result.Top(k);
        return (share.Value, share.Wilson());
    });
}
