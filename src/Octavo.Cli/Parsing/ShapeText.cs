using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>Shapes of inputs as they are written: <c>NAME=1,28,28,1</c>.</summary>
internal static class ShapeText
{
    /// <summary>The shapes by the names of their inputs.</summary>
    /// <exception cref="OctavoException">A text is no shape, or an input has two (kind Usage).</exception>
    public static Dictionary<string, Shape> Parse(IEnumerable<string> texts, string option)
    {
        var result = new Dictionary<string, Shape>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var (name, shape) = Parse(text)
                ?? throw new OctavoException(ErrorKind.Usage, "The shape of an input cannot be read.", option, "NAME=1,28,28,1",
                    $"'{text}'");
            if (!result.TryAdd(name, shape))
            {
                throw new OctavoException(ErrorKind.Usage, $"Input '{name}' is given two shapes.", option, "one shape for each input");
            }
        }

        return result;
    }

    /// <returns>Null where the text is no name and shape; nothing behind the equals sign is the shape of a single number.</returns>
    private static (string Name, Shape Shape)? Parse(string text)
    {
        var at = text.LastIndexOf('=');
        if (at <= 0)
        {
            return null;
        }

        var sizes = new List<int>();
        foreach (var part in text[(at + 1)..].Length == 0 ? [] : text[(at + 1)..].Split(','))
        {
            if (!NumberText.TryWhole(part.Trim(), out var size) || size is < Shape.UnknownSize or > int.MaxValue)
            {
                return null;
            }

            sizes.Add((int)size);
        }

        return (text[..at], new Shape([.. sizes]));
    }
}
