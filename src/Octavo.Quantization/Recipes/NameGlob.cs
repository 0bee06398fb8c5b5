namespace Octavo.Quantization;

/// <summary>
/// A pattern of whole names, in which <c>*</c> stands for any characters and <c>?</c> for one. Matching takes time in proportion to pattern
/// and name: the parts between stars are looked for in order, each once.
/// </summary>
internal sealed class NameGlob(string pattern)
{
    private readonly string[] parts = pattern.Split('*');

    public string Pattern => pattern;

    /// <summary>The pattern without its wildcards, to look for names that are near.</summary>
    public string Plain => string.Concat(pattern.Where(letter => letter is not ('*' or '?')));

    public bool IsMatch(string name)
    {
        if (parts.Length == 1)
        {
            return name.Length == pattern.Length && StartsWith(name, 0, pattern);
        }

        var (first, last) = (parts[0], parts[^1]);
        if (name.Length < first.Length + last.Length || !StartsWith(name, 0, first) || !StartsWith(name, name.Length - last.Length, last))
        {
            return false;
        }

        var (position, end) = (first.Length, name.Length - last.Length);
        for (var index = 1; index < parts.Length - 1; index++)
        {
            var part = parts[index];
            while (position + part.Length <= end && !StartsWith(name, position, part))
            {
                position++;
            }

            position += part.Length;
            if (position > end)
            {
                return false;
            }
        }

        return true;
    }

    private static bool StartsWith(string name, int position, string part)
    {
        for (var index = 0; index < part.Length; index++)
        {
            if (part[index] != '?' && part[index] != name[position + index])
            {
                return false;
            }
        }

        return true;
    }
}
