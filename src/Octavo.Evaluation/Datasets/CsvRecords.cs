using System.Text;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>
/// Records of a CSV file in UTF-8: fields between commas (or tabs, where the first line has tabs and no comma), a field in quotes may hold
/// separators, line breaks and doubled quotes; white space counts. Empty lines are passed over. Source: RFC 4180.
/// </summary>
internal sealed class CsvRecords : IDisposable
{
    private const int LongestField = 1 << 20;
    private const int MostFields = 1 << 12;
    private readonly StreamReader reader;
    private readonly string path;
    private readonly StringBuilder field = new();
    private char separator = ',';
    private int line = 1;
    private string start = "";
    private int position;

    public CsvRecords(string path)
    {
        this.path = path;
        reader = new StreamReader(
            InputFile.Open(path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
            detectEncodingFromByteOrderMarks: false);
    }

    /// <summary>The records with the numbers of the lines on which they begin.</summary>
    /// <exception cref="OctavoException">InvalidData, with the line.</exception>
    public IEnumerable<(int Line, List<string> Fields)> Read()
    {
        start = Guarded(ReadStart);
        separator = start.Contains(',', StringComparison.Ordinal) || !start.Contains('\t', StringComparison.Ordinal) ? ',' : '\t';
        while (true)
        {
            var number = line;
            if (Guarded(ReadRecord) is not { } fields)
            {
                yield break;
            }

            if (fields is not [""])
            {
                yield return (number, fields);
            }
        }
    }

    public void Dispose() => reader.Dispose();

    /// <summary>The first line, as far as a field may be long, left in place.</summary>
    private string ReadStart()
    {
        var start = new StringBuilder();
        for (var character = reader.Read(); character != -1; character = reader.Read())
        {
            start.Append((char)character);
            if (character == '\n' || start.Length == LongestField)
            {
                break;
            }
        }

        return start.ToString();
    }

    private int Next() => position < start.Length ? start[position++] : reader.Read();

    private List<string>? ReadRecord()
    {
        var fields = new List<string>();
        field.Clear();
        for (var isStart = true; ; isStart = false)
        {
            var character = Next();
            if (character == -1 && isStart)
            {
                return null;
            }

            if (character == '"' && field.Length == 0)
            {
                character = ReadQuoted();
            }

            if (character is '\n' or -1)
            {
                line++;
                Trim();
                fields.Add(field.ToString());
                return fields;
            }

            if (character == separator)
            {
                Take(fields);
            }
            else
            {
                Append((char)character);
            }
        }
    }

    /// <summary>Appends what stands within quotes and gives the character behind them.</summary>
    private int ReadQuoted()
    {
        var opening = line;
        while (true)
        {
            var character = Next();
            if (character == '"')
            {
                var following = Next();
                if (following == '\r')
                {
                    following = Next();
                }

                if (following != '"')
                {
                    return following is '\n' or -1 || following == separator ? following
                        : throw Damaged("Something follows a closing quote.", "a separator or the end of the line", $"'{(char)following}'");
                }
            }
            else if (character == -1)
            {
                line = opening;
                throw Damaged("A quote is not closed.", "a closing quote", "the end of the file");
            }

            line += character == '\n' ? 1 : 0;
            Append((char)character);
        }
    }

    private void Take(List<string> fields)
    {
        fields.Add(field.ToString());
        field.Clear();
        if (fields.Count >= MostFields)
        {
            throw Damaged("A line has more fields than any record.", $"at most {MostFields}", null);
        }
    }

    private void Append(char character)
    {
        if (character == '\0')
        {
            throw Damaged("A line holds a NUL character.", "text", null);
        }

        if (field.Length >= LongestField)
        {
            throw Damaged("A field is longer than any.", $"at most {LongestField} characters", null);
        }

        field.Append(character);
    }

    private void Trim()
    {
        if (field.Length > 0 && field[^1] == '\r')
        {
            field.Length--;
        }
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException failure)
        {
            throw new OctavoException(ErrorKind.InvalidData, "The file is no UTF-8 text.", $"{path}, near line {line}", inner: failure);
        }
        catch (IOException failure)
        {
            throw InputFile.Failure(path, failure);
        }
    }

    private OctavoException Damaged(string what, string expected, string? found) =>
        new(ErrorKind.InvalidData, what, $"{path}, line {line}", expected, found);
}
