using System.Text.RegularExpressions;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Patterns of names: regular expressions of recipes and the simpler ones of options. Matching takes time in proportion to the name wherever possible.</summary>
internal static class NamePattern
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(2);

    /// <summary>A whole name, in which <c>*</c> stands for any characters and <c>?</c> for one.</summary>
    /// <exception cref="OctavoException">Usage: it is too long.</exception>
    public static Regex Glob(string pattern)
    {
        var shorter = pattern;
        while (shorter.Contains("**", StringComparison.Ordinal))
        {
            shorter = shorter.Replace("**", "*", StringComparison.Ordinal);
        }

        try
        {
            return new Regex(
                $"^{Regex.Escape(shorter).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)}$",
                RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);
        }
        catch (NotSupportedException failure)
        {
            throw new OctavoException(
                ErrorKind.Usage, "The pattern of names is too long.", null, found: $"{pattern.Length} characters", hint: "Give several shorter ones.", inner: failure);
        }
    }

    /// <exception cref="OctavoException">Recipe: it is no regular expression.</exception>
    public static Regex Expression(string expression)
    {
        try
        {
            return new Regex(expression, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return new Regex(expression, RegexOptions.CultureInvariant, LongestMatch);
        }
        catch (ArgumentException failure)
        {
            throw new OctavoException(
                ErrorKind.Recipe, $"The scope '{expression}' is no regular expression.", found: failure.Message, hint: "Write '.*' for everything, or a part of a node's name.", inner: failure);
        }
    }
}
