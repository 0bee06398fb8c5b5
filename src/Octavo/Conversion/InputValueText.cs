using System.Globalization;
using Octavo.Tensors;

namespace Octavo;

/// <summary>Values for inputs as people write them: <c>keep_prob=1</c>, <c>is_training=false</c>, <c>mean=0.5,0.5,0.5</c>.</summary>
internal static class InputValueText
{
    /// <returns>
    /// The name, and booleans or 64-bit floats: one without axes, or a list of several. They become the type that the input has.
    /// </returns>
    /// <exception cref="OctavoException">The text is no such value.</exception>
    public static KeyValuePair<string, Tensor> Parse(string text)
    {
        var at = text.LastIndexOf('=');
        var parts = at > 0 ? text[(at + 1)..].Split(',', StringSplitOptions.TrimEntries) : [];
        var shape = parts.Length == 1 ? Shape.Scalar : new Shape(parts.Length);
        if (parts.Length != 0 && Array.TrueForAll(parts, part => bool.TryParse(part, out _)))
        {
            return KeyValuePair.Create(text[..at],
                new Tensor(ElementType.Boolean, shape, Array.ConvertAll(parts, part => bool.Parse(part) ? (byte)1 : (byte)0)));
        }

        var numbers = Array.ConvertAll(parts,
            part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN);
        return parts.Length != 0 && Array.TrueForAll(numbers, double.IsFinite)
            ? KeyValuePair.Create(text[..at], Tensor.From(shape, numbers))
            : throw new OctavoException(ErrorKind.Usage, "The value of an input cannot be read.", "--input-value",
                "NAME=1, NAME=false or NAME=0.5,0.5,0.5", $"'{text}'");
    }
}
