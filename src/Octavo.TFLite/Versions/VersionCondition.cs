using System.Globalization;

namespace Octavo.TFLite;

/// <summary>
/// One condition of a rule: a fact about a node, compared with values (<c>input0=int8|uint8</c>, <c>rank(input0)>4</c>, <c>weights_format!=DEFAULT</c>) or
/// alone (<c>keep_num_dims</c>, not zero; <c>!quantized(0)</c>, zero).
/// </summary>
internal sealed class VersionCondition
{
    private static readonly (string Text, Comparison Comparison)[] Comparisons =
    [
        ("!=", Comparison.Differs),
        (">=", Comparison.AtLeast),
        ("=", Comparison.Equals),
        (">", Comparison.Above),
    ];

    private readonly Comparison comparison;
    private readonly string[] values;

    private VersionCondition(string fact, Comparison comparison, string[] values)
    {
        Fact = fact;
        this.comparison = comparison;
        this.values = values;
    }

    private enum Comparison
    {
        Equals,
        Differs,
        Above,
        AtLeast,
    }

    public string Fact { get; }

    public static VersionCondition Parse(string text)
    {
        foreach (var (symbol, comparison) in Comparisons)
        {
            var at = text.IndexOf(symbol, 1, StringComparison.Ordinal);
            if (at > 0)
            {
                return new VersionCondition(text[..at], comparison, text[(at + symbol.Length)..].Split('|'));
            }
        }

        return text[0] == '!' ? new VersionCondition(text[1..], Comparison.Equals, ["0"]) : new VersionCondition(text, Comparison.Differs, ["0"]);
    }

    public bool Holds(VersionSubject subject)
    {
        var (name, number) = subject.Fact(Fact);
        return comparison switch
        {
            Comparison.Equals => values.Any(IsFound),
            Comparison.Differs => !values.Any(IsFound),
            Comparison.Above => number > Number(values[0]),
            _ => number >= Number(values[0]),
        };

        bool IsFound(string value) => name == value || (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var wanted) && number == wanted);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
