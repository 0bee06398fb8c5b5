using System.Globalization;

namespace Octavo.Tensors;

/// <summary>Takes the few literals that an .npy header may hold from its text, and refuses everything else; it never nests.</summary>
internal sealed class NpyHeaderScanner(string text, string where)
{
    private int position;

    public bool TryTake(char wanted)
    {
        SkipBlanks();
        if (position >= text.Length || text[position] != wanted)
        {
            return false;
        }

        position++;
        return true;
    }

    public void Expect(char wanted)
    {
        if (!TryTake(wanted))
        {
            throw Unexpected($"'{wanted}'");
        }
    }

    public void ExpectEnd()
    {
        SkipBlanks();
        if (position < text.Length)
        {
            throw Unexpected("the end of the header");
        }
    }

    public string TakeString()
    {
        SkipBlanks();
        if (position < text.Length && text[position] == '[')
        {
            throw new OctavoException(ErrorKind.InvalidData, "The array holds structures.", where, "elements of one plain type",
                hint: "Save each field as an array of its own.");
        }

        var quote = position < text.Length ? text[position] : '\0';
        var end = quote is '\'' or '"' ? text.IndexOf(quote, position + 1) : -1;
        if (end < 0)
        {
            throw Unexpected("a string in quotes");
        }

        var value = text[(position + 1)..end];
        position = end + 1;
        return value;
    }

    public bool TakeBoolean()
    {
        SkipBlanks();
        foreach (var (word, value) in new[] { ("True", true), ("False", false) })
        {
            if (string.CompareOrdinal(text, position, word, 0, word.Length) == 0)
            {
                position += word.Length;
                return value;
            }
        }

        throw Unexpected("True or False");
    }

    /// <summary>A tuple of sizes, each at most the largest 32-bit integer; Python 2's <c>5L</c> counts as 5.</summary>
    public int[] TakeTuple(int maximumRank)
    {
        Expect('(');
        var sizes = new List<int>();
        while (!TryTake(')'))
        {
            sizes.Add(TakeSize());
            if (sizes.Count > maximumRank)
            {
                throw Unexpected($"at most {maximumRank} axes");
            }

            if (!TryTake(','))
            {
                Expect(')');
                break;
            }
        }

        return [.. sizes];
    }

    private int TakeSize()
    {
        SkipBlanks();
        var start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        if (!int.TryParse(text.AsSpan(start, position - start), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            position = start;
            throw Unexpected($"a size from 0 to {int.MaxValue}");
        }

        if (position < text.Length && text[position] == 'L')
        {
            position++;
        }

        return size;
    }

    private void SkipBlanks()
    {
        while (position < text.Length && text[position] is ' ' or '\t' or '\n' or '\r')
        {
            position++;
        }
    }

    private OctavoException Unexpected(string expected)
    {
        var rest = text.Length - position > 24 ? $"{text.AsSpan(position, 24)}..." : text[Math.Min(position, text.Length)..];
        return new OctavoException(
            ErrorKind.InvalidData, $"The .npy header cannot be read at its character {position}.", where, expected,
            rest.Length == 0 ? "nothing" : $"\"{rest.TrimEnd()}\"");
    }
}
