using System.Text;
using Octavo.Tensors;

namespace Octavo.Fuzzing;

/// <summary>All kinds of files that are tried, sorted by name.</summary>
internal static class FuzzKinds
{
    public static IReadOnlyList<FuzzKind> All { get; } =
    [
        new CheckpointKind(),
        new GraphDefKind(),
        new DatasetKind("idx", ["idx3-ubyte.gz", "idx1-ubyte.gz", "-ubyte"], [new GzipMutator(new ByteMutator()), new ByteMutator()],
            MadeIdx),
        new ImageKind("jpeg", [".jpg", ".jpeg"], new JpegMutator()),
        new DatasetKind("npy", [".npy"], [new NpyMutator(), new NpyMutator(), new ByteMutator()], MadeNpy),
        new DatasetKind("npz", [".npz"], [new ZipMutator(new NpyMutator()), new ZipMutator(new NpyMutator()), new ByteMutator()], MadeNpz),
        new PlanKind(),
        new ImageKind("png", [".png"], new PngMutator()),
        new PreprocessingKind(),
        new RecipeKind(),
        new SavedModelKind(),
        new TFLiteKind(),
        new DatasetKind("tsv", [".tsv"], [new TextMutator(), new ByteMutator()], MadeTables),
    ];

    /// <summary>
    /// Kinds by name; also the one that breaks on purpose, with which the tests of this project try the finder of faults.
    /// </summary>
    public static FuzzKind Find(string name) => All.Append(new BreakingKind()).FirstOrDefault(kind => kind.Name == name)
        ?? throw new OctavoException(ErrorKind.Usage, $"There is no kind '{name}'.",
            expected: string.Join(", ", All.Select(kind => kind.Name)));

    private static IEnumerable<FuzzInput> MadeIdx() =>
    [
        new("idx",
            [KeyValuePair.Create("a-idx3-ubyte",
                (byte[])[0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])]),
        new("idx", [KeyValuePair.Create("a-idx1-ubyte", (byte[])[0, 0, 0x0C, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2])]),
    ];

    private static IEnumerable<FuzzInput> MadeNpy() =>
        new[] { Tensor.From<float>(new Shape(2, 3), 1, 2, 3, 4, 5, 6), Tensor.From<long>(new Shape(3), 1, 2, 3), Tensor.From<byte>(
            Shape.Scalar, 1) }
            .Select((tensor, index) => new FuzzInput("npy", [KeyValuePair.Create($"{index}.npy", Npy(tensor))]));

    private static IEnumerable<FuzzInput> MadeNpz() =>
    [
        Npz("arrays", ("x", Tensor.From<float>(new Shape(2, 3), 1, 2, 3, 4, 5, 6)), ("y", Tensor.From<int>(new Shape(2), 0, 1))),
        Npz("calls", ("call0/input/0", Tensor.From<float>(new Shape(1, 2), 1, 2)),
            ("call1/input/0", Tensor.From<float>(new Shape(1, 2), 3, 4))),
        Npz("texts", ("text", new Tensor(new Shape(2), ["ab"u8.ToArray(), "c"u8.ToArray()])),
            ("label", Tensor.From<long>(new Shape(2), 1, 0))),
    ];

    private static IEnumerable<FuzzInput> MadeTables() =>
    [
        FuzzInput.OfText("a.tsv", "text\tlabel\nein Wort\tde\na word\ten\n"), FuzzInput.OfText("b.tsv", "de\tein Wort\nen\ta word\n"),
        FuzzInput.OfText("c.tsv", "a\t0\n\"b\tc\"\t1\n"),
    ];

    private static byte[] Npy(Tensor tensor)
    {
        using var stream = new MemoryStream();
        NpyFile.Write(stream, tensor);
        return stream.ToArray();
    }

    private static FuzzInput Npz(string name, params (string Name, Tensor Tensor)[] arrays)
    {
        using var stream = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true,
            Encoding.UTF8))
        {
            foreach (var (key, tensor) in arrays)
            {
                var entry = archive.CreateEntry(key + ".npy");
                entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var target = entry.Open();
                target.Write(Npy(tensor));
            }
        }

        return new FuzzInput(name, [KeyValuePair.Create(name + ".npz", stream.ToArray())]);
    }
}
