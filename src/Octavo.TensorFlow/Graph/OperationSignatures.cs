using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Octavo.TensorFlow;

/// <summary>
/// The operations that TensorFlow defines, from Operations.tsv (written by tools/Octavo.ProtoGenerator), and those with an importer that
/// the source of that file leaves out, from FurtherOperations.tsv (written by hand, from tensorflow/core/ops).
/// </summary>
internal static class OperationSignatures
{
    private static readonly Lazy<FrozenDictionary<string, OperationSignature>> Table = new(Load);

    public static IReadOnlyDictionary<string, OperationSignature> All => Table.Value;

    /// <returns>Null for an operation that is not TensorFlow's own.</returns>
    public static OperationSignature? Find(string operation) => Table.Value.GetValueOrDefault(operation);

    private static FrozenDictionary<string, OperationSignature> Load() =>
        Read("Operations.tsv").Concat(Read("FurtherOperations.tsv"))
        .ToFrozenDictionary(signature => signature.Name, StringComparer.Ordinal);

    private static IEnumerable<OperationSignature> Read(string resource)
    {
        using var stream = typeof(OperationSignatures).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var columns = line.Split('\t');
            yield return new OperationSignature(
                columns[0], columns[1] == "s", Arguments(columns[2]), Arguments(columns[3]), [.. columns.Skip(4).Select(Attribute)]);
        }
    }

    private static ImmutableArray<ArgumentSignature> Arguments(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Argument)];

    private static ArgumentSignature Argument(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var caret = text.IndexOf('^', StringComparison.Ordinal);
        var type = text[(colon + 2)..(caret < 0 ? text.Length : caret)];
        var kind = text[colon + 1];
        return new ArgumentSignature(
            text[..colon], kind == '=' ? type : null, kind == '@' ? type : null, kind == '*' ? type : null,
            caret < 0 ? null : text[(caret + 1)..]);
    }

    private static AttributeSignature Attribute(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? new AttributeSignature(text[..colon], text[(colon + 1)..], null)
            : new AttributeSignature(text[..colon], text[(colon + 1)..equals], text[(equals + 1)..]);
    }
}
