namespace Octavo.Architecture;

/// <summary>
/// C# text in which comments, directives and the insides of literals are blanks, so that every brace that is left is a brace of code.
/// </summary>
internal sealed class CodeText
{
    private readonly string text;
    private readonly char[] code;
    private int position;

    private CodeText(string text)
    {
        this.text = text;
        code = text.ToCharArray();
    }

    /// <returns>As many characters and lines as were given.</returns>
    public static string WithoutCommentsAndLiterals(string text)
    {
        var reader = new CodeText(text);
        while (reader.position < text.Length)
        {
            reader.Next();
        }

        return new string(reader.code);
    }

    private void Next()
    {
        if (At("//") || (At("#") && IsFirstOfLine()))
        {
            BlankTo(EndOf("\n", position, inclusive: false));
        }
        else if (At("/*"))
        {
            BlankTo(EndOf("*/", position + 2));
        }
        else if (At("'"))
        {
            BlankTo(EndOfEscaped('\''));
        }
        else if (LiteralStart() is var (dollars, isVerbatim, quotes))
        {
            BlankTo(position + dollars + (isVerbatim ? 1 : 0));
            Literal(dollars, isVerbatim, quotes);
        }
        else
        {
            position++;
        }
    }

    /// <summary>A literal that starts here: its $ signs, whether it has an @, and its quotes (1, or 3 and more where it is raw).</summary>
    private (int Dollars, bool IsVerbatim, int Quotes)? LiteralStart()
    {
        var (index, dollars, isVerbatim) = (position, 0, false);
        for (; index < text.Length && text[index] is '$' or '@'; index++)
        {
            dollars += text[index] == '$' ? 1 : 0;
            isVerbatim |= text[index] == '@';
        }

        var quotes = CountOf('"', index);
        return quotes == 0 ? null : (dollars, isVerbatim, quotes >= 3 ? quotes : 1);
    }

    private void Literal(int dollars, bool isVerbatim, int quotes)
    {
        var braces = quotes >= 3 ? dollars : Math.Min(dollars, 1);
        BlankTo(position + quotes);
        while (position < text.Length)
        {
            if (CountOf('"', position) >= quotes && !(isVerbatim && At("\"\"")))
            {
                // A raw literal may end in quotes of its own.
                BlankTo(position + (quotes >= 3 ? CountOf('"', position) : 1));
                return;
            }

            if (braces > 0 && text[position] == '{')
            {
                Braces(braces, isRaw: quotes >= 3);
            }
            else
            {
                BlankTo(position + (quotes == 1 && !isVerbatim && At("\\") ? 2 : quotes == 1 && isVerbatim && At("\"\"") ? 2 : 1));
            }
        }
    }

    /// <summary>A hole's code is read on; doubled braces are text.</summary>
    private void Braces(int braces, bool isRaw)
    {
        var count = CountOf('{', position);
        var opensHole = isRaw ? count >= braces : count % 2 == 1;
        BlankTo(position + count);
        if (!opensHole)
        {
            return;
        }

        for (var depth = 1; position < text.Length && depth > 0;)
        {
            if (text[position] is '{' or '}')
            {
                depth += text[position] == '{' ? 1 : -1;
                BlankTo(position + (depth == 0 ? braces : 1));
            }
            else
            {
                Next();
            }
        }
    }

    private bool At(string token) => string.CompareOrdinal(text, position, token, 0, token.Length) == 0;

    private bool IsFirstOfLine()
    {
        var index = position - 1;
        while (index >= 0 && text[index] is ' ' or '\t')
        {
            index--;
        }

        return index < 0 || text[index] == '\n';
    }

    private int CountOf(char letter, int start)
    {
        var index = start;
        while (index < text.Length && text[index] == letter)
        {
            index++;
        }

        return index - start;
    }

    private int EndOf(string token, int start, bool inclusive = true)
    {
        var index = text.IndexOf(token, start, StringComparison.Ordinal);
        return index < 0 ? text.Length : index + (inclusive ? token.Length : 0);
    }

    private int EndOfEscaped(char end)
    {
        var index = position + 1;
        while (index < text.Length && text[index] != end)
        {
            index += text[index] == '\\' ? 2 : 1;
        }

        return index + 1;
    }

    private void BlankTo(int end)
    {
        for (; position < end && position < text.Length; position++)
        {
            if (text[position] != '\n')
            {
                code[position] = ' ';
            }
        }
    }
}
