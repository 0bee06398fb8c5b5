using System.Globalization;

namespace Octavo.TFLite;

/// <summary>
/// One condition of a rule: a fact about a node, compared with values (<c>input0=int8|uint8</c>, <c>rank(input0)>4</c>,
/// <c>weights_format!=DEFAULT</c>) or alone (<c>keep_num_dims</c>, not zero; <c>!quantized(0)</c>, zero).
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

    private readonly Func<VersionSubject, (string? Name, double Number)> fact;
    private readonly Comparison comparison;
    private readonly (string Name, double Number)[] values;

    private VersionCondition(string fact, Comparison comparison, string[] values)
    {
        var own = VersionSubject.FindFact(fact);
        this.fact = own ?? (subject => subject.Option(fact));
        this.comparison = comparison;
        this.values = Array.ConvertAll(
            values, value =>
                (value, double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN));
        Option = own is null ? fact : null;
    }

    private enum Comparison
    {
        Equals,
        Differs,
        Above,
        AtLeast,
    }

    /// <summary>The option that the condition is about; null for other facts.</summary>
    public string? Option { get; }

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

        return text[0] == '!' ? new VersionCondition(text[1..], Comparison.Equals, ["0"])
            : new VersionCondition(text, Comparison.Differs, ["0"]);
    }

    public bool Holds(VersionSubject subject)
    {
        var (name, number) = fact(subject);
        return comparison switch
        {
            Comparison.Equals => IsOneOf(name, number),
            Comparison.Differs => !IsOneOf(name, number),
            Comparison.Above => number > values[0].Number,
            _ => number >= values[0].Number,
        };
    }

    private bool IsOneOf(string? name, double number)
    {
        foreach (var value in values)
        {
            if (value.Name == name || value.Number == number)
            {
                return true;
            }
        }

        return false;
    }
}
