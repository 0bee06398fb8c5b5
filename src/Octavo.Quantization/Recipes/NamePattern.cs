using System.Text.RegularExpressions;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>
/// Patterns of names: the regular expressions of recipes. Matching takes time in proportion to the name wherever possible.
/// </summary>
internal static class NamePattern
{
    private const int LongestExpression = 4096;

    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(2);

    /// <exception cref="OctavoException">Recipe: it is no regular expression.</exception>
    public static Regex Expression(string expression)
    {
        if (expression.Length > LongestExpression)
        {
            throw new OctavoException(ErrorKind.Recipe, "A scope is too long.", expected: $"at most {LongestExpression} characters",
                found: $"{expression.Length}");
        }

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
                ErrorKind.Recipe, $"The scope '{expression}' is no regular expression.", found: failure.Message,
                hint: "Write '.*' for everything, or a part of a node's name.", inner: failure);
        }
    }

    /// <exception cref="OctavoException">Recipe: the expression takes too long for this name.</exception>
    public static bool IsMatch(Regex expression, string name)
    {
        try
        {
            return expression.IsMatch(name);
        }
        catch (RegexMatchTimeoutException failure)
        {
            throw new OctavoException(
                ErrorKind.Recipe, $"The scope '{expression}' takes longer than {LongestMatch.TotalSeconds} s to be compared with one name.",
                expected: "an expression without nested repetitions",
                inner: failure);
        }
    }
}
