using System.IO.Compression;

namespace Octavo.EndToEnd;

/// <summary>A folder for one test, with a copy of the sample model that the test may damage.</summary>
internal sealed class Workplace : IDisposable
{
    public Workplace()
    {
        foreach (var file in Directory.EnumerateFiles(Sample, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(SavedModel, Path.GetRelativePath(Sample, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("octavo-test-").FullName;

    public string SavedModel => this["saved_model"];

    public string Output => this["out.tflite"];

    public static string Sample => Path.Combine(AppContext.BaseDirectory, "Samples", "mnist_cnn", "saved_model");

    public static string FloatModel => Path.Combine(AppContext.BaseDirectory, "Models", "mnist_cnn.float32.tflite");

    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>Writes a file into the folder and gives its path.</summary>
    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    /// <summary>Writes an .npz with one array of floats.</summary>
    public string WriteArray(string name, string key, string type, string shape, int bytes)
    {
        using var stream = File.Create(this[name]);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        using var entry = archive.CreateEntry($"{key}.npy", CompressionLevel.NoCompression).Open();
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}";
        header = header.PadRight(((header.Length + 10 + 64) / 64 * 64) - 11) + "\n";
        entry.Write(
            [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)(header.Length & 255), (byte)(header.Length >> 8)]);
        entry.Write(System.Text.Encoding.ASCII.GetBytes(header));
        entry.Write(new byte[bytes]);
        return this[name];
    }

    /// <summary>Changes the bytes of a file.</summary>
    public void Damage(string name, Func<byte[], byte[]> change) => File.WriteAllBytes(this[name], change(File.ReadAllBytes(this[name])));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
