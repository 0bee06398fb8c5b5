namespace Octavo.TensorFlow;

/// <summary>
/// Orders names as people count: <c>output_2</c> before <c>output_10</c>. Letters by their code, runs of digits by the number that they
/// are.
/// </summary>
internal sealed class NaturalOrder : IComparer<string>
{
    private NaturalOrder()
    {
    }

    public static NaturalOrder Comparer { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (x ?? "", y ?? "");
        var (at, its) = (0, 0);
        while (at < left.Length && its < right.Length)
        {
            if (char.IsAsciiDigit(left[at]) && char.IsAsciiDigit(right[its]))
            {
                var number = Digits(left, at);
                var other = Digits(right, its);
                var value = number.TrimStart('0');
                var itsValue = other.TrimStart('0');
                var order = value.Length != itsValue.Length ? value.Length.CompareTo(itsValue.Length) : value.SequenceCompareTo(itsValue);
                if (order != 0)
                {
                    return order;
                }

                (at, its) = (at + number.Length, its + other.Length);
            }
            else if (left[at] != right[its])
            {
                return left[at].CompareTo(right[its]);
            }
            else
            {
                (at, its) = (at + 1, its + 1);
            }
        }

        var rest = (left.Length - at).CompareTo(right.Length - its);
        return rest != 0 ? rest : string.CompareOrdinal(left, right);
    }

    private static ReadOnlySpan<char> Digits(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return text.AsSpan(start, end - start);
    }
}
