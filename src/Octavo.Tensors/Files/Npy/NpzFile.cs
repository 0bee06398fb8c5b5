using System.Collections.Immutable;

namespace Octavo.Tensors;

/// <summary>
/// NumPy's .npz archive: arrays by name, each a member <c>name.npy</c> of a zip file (stored or deflated, zip64 too). Only the directory is
/// read at once; an array is read when it is asked for. Members that are no arrays are not listed; a name that stands twice is refused.
/// </summary>
internal sealed partial class NpzFile : IDisposable
{
    private const string Extension = ".npy";
    private readonly ByteSource source;
    private readonly Dictionary<string, ZipEntry> entries = new(StringComparer.Ordinal);

    private NpzFile(ByteSource source)
    {
        this.source = source;
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in ZipDirectory.Read(source))
        {
            if (!entry.Name.EndsWith(Extension, StringComparison.Ordinal))
            {
                continue;
            }

            var name = entry.Name[..^Extension.Length];
            if (!entries.TryAdd(name, entry))
            {
                throw new OctavoException(ErrorKind.InvalidData, $"The archive holds two arrays with the name '{name}'.", source.Where,
                    hint: "Save it again with different names.");
            }

            names.Add(name);
        }

        Names = names.ToImmutable();
    }

    /// <summary>The names of the arrays in the order of the archive's directory. They are never paths to write to.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Opens a file; <c>-</c> and pipes are read to their end first.</summary>
    /// <exception cref="OctavoException">The file cannot be read (InputOutput) or is no proper archive (InvalidData).</exception>
    public static NpzFile Open(string path) => Open(ByteSource.Open(path));

    /// <param name="content">The bytes of an archive; must not change.</param>
    /// <param name="where">Names the archive in errors.</param>
    public static NpzFile Open(ReadOnlyMemory<byte> content, string where) => Open(new ByteSource(content, where));

    public bool Contains(string name) => entries.ContainsKey(name);

    /// <exception cref="OctavoException">InvalidData: there is no such array, or it is damaged.</exception>
    public Tensor Read(string name)
    {
        using var reader = OpenArray(name);
        return reader.ReadAll();
    }

    /// <summary>Opens one array to read it slice by slice, or only to see its type and shape; several may be open at once.</summary>
    public NpyArrayReader OpenArray(string name)
    {
        if (!entries.TryGetValue(name, out var entry))
        {
            throw new OctavoException(
                ErrorKind.InvalidData, "The archive has no such array.", source.Where, $"'{name}'",
                Names.IsEmpty ? "no arrays" : string.Join(", ", Names.Take(20)) + (Names.Length > 20 ? ", ..." : ""));
        }

        var where = $"{source.Where}, array '{name}'";
        return NpyFile.Open(new ZipEntryStream(source, entry, where), where, entry.Method == ZipEntry.Stored ? entry.Length : -1);
    }

    public void Dispose() => source.Dispose();

    private static NpzFile Open(ByteSource source)
    {
        try
        {
            return new NpzFile(source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }
}
