using System.Text;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Tells by the first bytes what a file is, so that a wrong kind of file gives an error that says what to do.</summary>
internal static class ModelFileFormat
{
    private const int Looked = 512;

    private const byte FirstOfNode = 0x0a;
    private const byte FirstOfLibrary = 0x12;
    private const byte FirstOfVersion = 0x18;
    private const byte FirstOfVersions = 0x22;

    /// <summary>Refuses everything that cannot be a binary protobuf message.</summary>
    /// <exception cref="OctavoException">The file is empty, text, or of a known other format.</exception>
    public static void RequireBinaryMessage(MappedFile file, string what)
    {
        if (file.Length == 0)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "The file is empty.", file.Path, what, "0 bytes", "Copy it again.");
        }

        if (file.Length > int.MaxValue)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "The file is larger than a protobuf message can be.", file.Path,
                "less than 2 GiB", $"{file.Length} bytes");
        }

        var start = file.Memory(0, (int)Math.Min(file.Length, Looked)).Span;
        if (Known(start) is var (found, hint))
        {
            throw new OctavoException(ErrorKind.MalformedModel, $"This is no {what}.", file.Path, what, found, hint);
        }
    }

    /// <summary>Whether the message begins like a SavedModel: its version number, or a graph that begins with tags.</summary>
    public static bool LooksLikeSavedModel(ReadOnlySpan<byte> bytes) => bytes.Length != 0 && bytes[0] == 0x08;

    /// <summary>
    /// Whether a file is a graph, not a SavedModel around one: it begins with a node, a version or the versions; or with a library of
    /// functions, and has nodes and no meta graph.
    /// </summary>
    public static bool IsGraph(string path)
    {
        using var file = new MappedFile(path);
        if (file.Length is 0 or > int.MaxValue)
        {
            return false;
        }

        var bytes = file.Memory(0, (int)file.Length);
        return bytes.Span[0] switch
        {
            FirstOfNode => IsText(bytes.Span[..(int)Math.Min(file.Length, Looked)]) is false,
            FirstOfVersion or FirstOfVersions => true,
            FirstOfLibrary =>
                MessageParsing.TryParse(Messages.SavedModel.Parser, bytes) is not { MetaGraphs.Count: > 0 } model
                || !model.MetaGraphs.Any(graph => graph.GraphDef is not null),
            _ => false,
        };
    }

    private static (string Found, string Hint)? Known(ReadOnlySpan<byte> start)
    {
        if (start[0] == 0x89 && start[1..].StartsWith("HDF"u8))
        {
            return ("an HDF5 file", "Keras .h5 files are read as Keras models.");
        }

        if (start.StartsWith("PK\u0003\u0004"u8))
        {
            return ("a zip archive", "A .keras file is read as a Keras model; unpack other archives first.");
        }

        if (start.Length >= 8 && start[4..].StartsWith("TFL3"u8))
        {
            return ("a TensorFlow Lite model", "It is converted already; give it to quantize or run.");
        }

        return IsText(start) ? Text(start) : null;
    }

    private static (string Found, string Hint) Text(ReadOnlySpan<byte> start)
    {
        var text = Encoding.UTF8.GetString(start);
        string[] fields = ["node {", "node{", "versions {", "library {", "meta_graphs {", "saved_model_schema_version"];
        return fields.Any(field => text.Contains(field, StringComparison.Ordinal))
            ? ("the text form of a protobuf message (.pbtxt)", "Save the model in binary form (.pb).")
            : ($"text that begins with '{new string([.. text.Take(24).Select(letter => char.IsControl(letter) ? ' ' : letter)])}'",
                "Is this the right file? A file store may have left a pointer instead of the model.");
    }

    private static bool IsText(ReadOnlySpan<byte> start)
    {
        foreach (var letter in start)
        {
            if (letter is < 0x20 and not ((byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                return false;
            }
        }

        return start[0] != 0x0a || start.Length > 1 && char.IsAsciiLetterLower((char)start[1]);
    }
}
