using System.Text;
using Octavo.FlatBuffers;
using Octavo.Tensors;

namespace Octavo.TFLite.Tests;

/// <summary>Every model file beside the repository, written and read again.</summary>
public sealed class RoundTripSuite
{
    /// <summary>Files of more bytes are compared by the conformance runs of other suites; here they would take the time of all the others.</summary>
    private const long LargestFile = 64 << 20;

    [Theory]
    [InlineData("corpus", false)]
    [InlineData("corpus", true)]
    [InlineData("conformance", false)]
    [InlineData("conformance", true)]
    public void Models_are_the_same_after_writing(string folder, bool outside)
    {
        if (SharedFolder.Find($"round trips of {folder}") is not { } shared)
        {
            return;
        }

        var problems = new List<string>();
        var (written, refused) = (0, 0);
        foreach (var path in Directory.EnumerateFiles(Path.Combine(shared, folder), "*.tflite", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                continue;
            }

            switch (Check(path, outside))
            {
                case null:
                    refused++;
                    break;
                case { } found:
                    written++;
                    problems.AddRange(found.Select(problem => $"{Path.GetRelativePath(shared, path)}: {problem}"));
                    break;
            }
        }

        Console.WriteLine($"{folder}: {written} models written and read again, {refused} files that are no valid models");
        Assert.True(problems.Count == 0, $"{problems.Count} differences\n{string.Join('\n', problems.Take(40))}");
        Assert.NotEqual(0, written);
    }

    /// <returns>Null where the file cannot be read.</returns>
    private static List<string>? Check(string path, bool outside)
    {
        TFLiteFile file;
        try
        {
            file = TFLiteFile.Open(path);
        }
        catch (OctavoException)
        {
            return null;
        }

        using (file)
        {
            try
            {
                var options = new ModelWriterOptions { LargestFlatBuffer = outside ? 0 : new ModelWriterOptions().LargestFlatBuffer };
                var bytes = ModelWriter.ToBytes(file.Model, options);
                if (!bytes.AsSpan().SequenceEqual(ModelWriter.ToBytes(file.Model, options)))
                {
                    return ["two writings differ"];
                }

                using var again = TFLiteFile.Read(bytes, "written");
                var found = ModelDifferences.Of(file.Model, again.Model);
                CheckBuffers(found, bytes, again, outside);
                return found;
            }
            catch (OctavoException error)
            {
                return [error.Message];
            }
        }
    }

    private static void CheckBuffers(List<string> found, byte[] bytes, TFLiteFile file, bool outside)
    {
        var buffers = file.Table.Buffers!;
        if (buffers[0].Data is not null || buffers[0].Offset != 0)
        {
            found.Add("buffer 0 is not empty");
        }

        var minimum = file.Table.Metadata?.SingleOrDefault(entry => entry.Name == "min_runtime_version");
        if (minimum is not null && !Version.TryParse(Encoding.ASCII.GetString(buffers[minimum.Buffer].Data!.Value.Span).TrimEnd('\0'), out _))
        {
            found.Add("min_runtime_version is no version");
        }

        foreach (var buffer in buffers.Where(buffer => buffer.Offset > 1))
        {
            if (!outside || buffer.Offset % 16 != 0 || buffer.Offset + buffer.Size > (ulong)bytes.Length || buffer.Data is not null)
            {
                found.Add($"a buffer of {buffer.Size} bytes at {buffer.Offset}");
            }
        }
    }
}
