using System.Text.RegularExpressions;

namespace Octavo.Architecture;

/// <summary>
/// Finds types and members in C# code by its braces alone. Statements of a top-level program count as members of the file.
/// </summary>
internal sealed partial class DeclarationReader
{
    private readonly string code;
    private readonly List<Declaration> found = [];

    private DeclarationReader(string code) => this.code = code;

    /// <param name="code">As <see cref="CodeText"/> gives it.</param>
    public static IReadOnlyList<Declaration> Read(string code)
    {
        var reader = new DeclarationReader(code);
        reader.ReadMembers(0, code.Length, 0);
        return reader.found;
    }

    [GeneratedRegex(
        @"^(?:(?:public|internal|private|protected|static|sealed|abstract|readonly|ref|partial|unsafe|file|new)\s+)*(?:class|struct|interface|enum|record\s+struct|record\s+class|record|namespace|extension|delegate\s+[\w<>\[\],.?* ]+?)\b\s*(?<name>\w*)")]
    private static partial Regex TypeHeader { get; }

    [GeneratedRegex(@"\s+where\s+\w+\s*:|(?<=\))\s*:(?=\s*(?:base|this)\b)")]
    private static partial Regex ConstraintOrInitializer { get; }

    [GeneratedRegex(@"(?<name>\w+)(?:<[^()]*>)?\s*$")]
    private static partial Regex LastName { get; }

    private void ReadMembers(int start, int end, int depth)
    {
        for (var position = SkipBlanksAndAttributes(start, end); position < end; position = SkipBlanksAndAttributes(position, end))
        {
            position = ReadMember(position, end, depth);
        }
    }

    private int ReadMember(int start, int end, int depth)
    {
        var stop = EndOfHeader(start, end);
        var header = code[start..stop].Trim();
        var type = TypeHeader.Match(header);
        if (type.Success)
        {
            return ReadType(type.Groups["name"].Value, start, stop, end, depth);
        }

        var (kind, last) = stop >= end || code[stop] == ';' ? (DeclarationKind.Field, stop + 1)
            : code[stop] == '{' ? AfterBlock(stop, end)
            : code[stop + 1] == '>' ? (DeclarationKind.Method, EndOfStatement(stop, end))
            : (DeclarationKind.Field, EndOfStatement(stop, end));
        Add(kind, NameOf(header), depth, start, Math.Min(last, end));
        return last;
    }

    /// <summary>The word in front of the parameter list, or the last word where there is none.</summary>
    private static string NameOf(string header)
    {
        var whole = ConstraintOrInitializer.Split(header)[0].TrimEnd();
        var open = whole.Length;
        if (whole.EndsWith(')'))
        {
            var depth = 0;
            do
            {
                open--;
                depth += whole[open] == ')' ? 1 : whole[open] == '(' ? -1 : 0;
            }
            while (depth > 0 && open > 0);
        }

        return LastName.Match(whole[..open]).Groups["name"].Value;
    }

    private int ReadType(string name, int start, int stop, int end, int depth)
    {
        if (stop >= end || code[stop] != '{')
        {
            if (!code.AsSpan(start).StartsWith("namespace"))
            {
                Add(DeclarationKind.Type, name, depth, start, stop + 1);
            }

            return stop + 1;
        }

        var last = EndOfBlock(stop, end);
        Add(DeclarationKind.Type, name, depth, start, last);
        if (!code.AsSpan(start, stop - start).Contains("enum ", StringComparison.Ordinal))
        {
            ReadMembers(stop + 1, last - 1, depth + 1);
        }

        return last;
    }

    /// <summary>A property's block may be followed by an initial value.</summary>
    private (DeclarationKind Kind, int End) AfterBlock(int open, int end)
    {
        var last = EndOfBlock(open, end);
        var next = SkipBlanks(last, end);
        return next < end && code[next] == '=' ? (DeclarationKind.Field, EndOfStatement(next, end)) : (DeclarationKind.Method, last);
    }

    private void Add(DeclarationKind kind, string name, int depth, int start, int end)
    {
        var firstLine = code.AsSpan(0, start).Count('\n') + 1;
        found.Add(new Declaration(kind, name, depth, firstLine, code.AsSpan(start, Math.Min(end, code.Length) - start).Count('\n') + 1));
    }

    /// <summary>The first brace, arrow, equals sign or semicolon outside brackets.</summary>
    private int EndOfHeader(int start, int end)
    {
        var depth = 0;
        for (var index = start; index < end; index++)
        {
            depth += code[index] is '(' or '[' ? 1 : code[index] is ')' or ']' ? -1 : 0;
            if (depth == 0 && code[index] is '{' or '=' or ';' && !IsOperatorName(start, index))
            {
                return index;
            }
        }

        return end;
    }

    private bool IsOperatorName(int start, int index)
    {
        var header = code.AsSpan(start, index - start).TrimEnd("<>=!");
        return code[index] == '=' && header.TrimEnd().EndsWith("operator");
    }

    private int EndOfStatement(int start, int end)
    {
        var depth = 0;
        for (var index = start; index < end; index++)
        {
            depth += code[index] is '(' or '[' or '{' ? 1 : code[index] is ')' or ']' or '}' ? -1 : 0;
            if (depth == 0 && code[index] == ';')
            {
                return index + 1;
            }
        }

        return end;
    }

    private int EndOfBlock(int open, int end)
    {
        var depth = 0;
        for (var index = open; index < end; index++)
        {
            depth += code[index] == '{' ? 1 : code[index] == '}' ? -1 : 0;
            if (depth == 0)
            {
                return index + 1;
            }
        }

        return end;
    }

    private int SkipBlanks(int start, int end)
    {
        while (start < end && (char.IsWhiteSpace(code[start]) || code[start] is ';' or '}'))
        {
            start++;
        }

        return start;
    }

    private int SkipBlanksAndAttributes(int start, int end)
    {
        for (start = SkipBlanks(start, end); start < end && code[start] == '['; start = SkipBlanks(start, end))
        {
            var depth = 0;
            do
            {
                depth += code[start] == '[' ? 1 : code[start] == ']' ? -1 : 0;
                start++;
            }
            while (depth > 0 && start < end);
        }

        return start;
    }
}
