using System.Buffers.Binary;
using System.IO.Compression;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>A folder with the sample network, the first of the sample digits in every form of a data set, and nothing else.</summary>
internal sealed class DigitFiles : IDisposable
{
    public const int Count = 40;
    public const string Grey = """{"name":"image","channels":"grey","scale":0.00392156862745098}""";
    private static readonly string[] Words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    public DigitFiles()
    {
        using var dataset = Dataset.Open(Images, new DatasetOptions { Limit = Count });
        var pixels = new List<float>();
        var labels = new List<long>();
        foreach (var (index, sample) in dataset.Read().Index())
        {
            var bytes = sample.Inputs[0].Bytes.ToArray();
            var picture = Png(28, 28, bytes);
            Write($"digits/{sample.Label}/{index}.png", picture);
            Write($"digits-by-name/{Words[sample.Label!.Value]}/{index}.png", picture);
            pixels.AddRange(bytes.Select(value => value / 255f));
            labels.Add(sample.Label.Value);
        }

        Directory.CreateDirectory(this["digits/8"]);
        Directory.CreateDirectory(this["digits/9"]);
        var inputs = Tensor.From(new Shape(Count, 28, 28, 1), pixels.ToArray());
        NpzFile.Write(this["digits.npz"], new Dictionary<string,
            Tensor> { ["x"] = inputs, ["y"] = Tensor.From(new Shape(Count), labels.ToArray()) });
        NpzFile.Write(this["calls.npz"], Enumerable.Range(0, 2).ToDictionary(
            call => $"call{call}/input/0", call => Tensor.From(new Shape(1, 28, 28, 1), pixels.GetRange(call * 784, 784).ToArray())));
        File.WriteAllLines(this["labels.txt"], Words);
        File.Copy(Model, this["digits.tflite"]);
    }

    public static string Model => Path.Combine(AppContext.BaseDirectory, "Models", "mnist_cnn.float32.tflite");

    public static string Images => Path.Combine(AppContext.BaseDirectory, "Samples", "mnist-500-images-idx3-ubyte.gz");

    public string Folder { get; } = Directory.CreateTempSubdirectory("octavo-digits-").FullName;

    public string this[string name] => Path.Combine(Folder, name);

    public void Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], content);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>A grey picture as PNG. Source: PNG specification, sections 5 and 11.</summary>
    private static byte[] Png(int height, int width, byte[] pixels)
    {
        using var stream = new MemoryStream();
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        Chunk(stream, "IHDR"u8, header);
        using var rows = new MemoryStream();
        using (var compressed = new ZLibStream(rows, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var row = 0; row < height; row++)
            {
                compressed.WriteByte(0);
                compressed.Write(pixels, row * width, width);
            }
        }

        Chunk(stream, "IDAT"u8, rows.ToArray());
        Chunk(stream, "IEND"u8, []);
        return stream.ToArray();
    }

    private static void Chunk(MemoryStream stream, ReadOnlySpan<byte> type, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        stream.Write(number);
        stream.Write(type);
        stream.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of([.. type, .. content]));
        stream.Write(number);
    }
}
