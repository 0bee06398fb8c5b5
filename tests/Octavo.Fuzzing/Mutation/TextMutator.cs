using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Octavo.Fuzzing;

/// <summary>
/// Changes one token of JSON, YAML or a table: numbers, words and signs are dropped, doubled, exchanged or taken from another file.
/// </summary>
internal sealed partial class TextMutator : IMutator
{
    private static readonly string[] Words =
        ["true", "false", "null", "[]", "{}", "[1,2]", "\"\"", "NaN", "Infinity", "-Infinity", "1e999", "-1", "0", "1.5", "&a", "*a", "- ",
            ": ", "!!int", "|", ">", "\t", "\n", "\u0000", "[[[[[[[[", "\"*\"", "\"(\"", "?", "---", "\r", "😀", "99999999999999999999"];

    [GeneratedRegex(@"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|""(?:[^""\\]|\\.)*""|\w+|\s+|.", RegexOptions.Singleline)]
    private static partial Regex Tokens { get; }

    public byte[]? Apply(byte[] bytes, byte[] donor, MutationRandom random)
    {
        var tokens = Tokens.Matches(Encoding.UTF8.GetString(bytes)).Select(match => match.Value).ToList();
        if (tokens.Count == 0)
        {
            return null;
        }

        var at = random.Below(tokens.Count);
        switch (random.Below(8))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.InsertRange(at, tokens.GetRange(at, Math.Min(tokens.Count - at, 1 + random.Below(8))));
                break;
            case 2:
                var other = random.Below(tokens.Count);
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 3:
                tokens[at] = random.Of(Tokens.Matches(Encoding.UTF8.GetString(donor)) is { Count: > 0 } found
                    ? found.Select(match => match.Value).ToList() : tokens);
                break;
            case 4:
                tokens.Insert(at, random.Of(Words));
                break;
            default:
                var numbers = tokens.Select((token, index) => (token, index)).Where(pair => char.IsAsciiDigit(pair.token[^1])).ToList();
                at = numbers.Count == 0 || random.Chance(30) ? at : random.Of(numbers).index;
                tokens[at] = random.Below(3) switch
                {
                    0 => random.Of(Words),
                    1 => random.Real().ToString("R", CultureInfo.InvariantCulture),
                    _ => random.Integer().ToString(CultureInfo.InvariantCulture),
                };
                break;
        }

        return Encoding.UTF8.GetBytes(string.Concat(tokens));
    }
}
