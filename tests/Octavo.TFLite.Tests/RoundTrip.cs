using System.Text;
using Octavo.FlatBuffers;
using Octavo.Tensors;

namespace Octavo.TFLite.Tests;

/// <summary>Reads a file, writes its model and reads that again.</summary>
internal static class RoundTrip
{
    /// <returns>Null where the file cannot be read.</returns>
    public static List<string>? Check(string path, bool outside)
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
                if (!bytes.AsSpan().SequenceEqual(ModelWriter.ToBytes(file.Model.Copy(out _), options)) || !bytes.AsSpan()
                    .SequenceEqual(ModelWriter.ToBytes(file.Model, options)))
                {
                    return ["two writings, of the model and of a copy, differ"];
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
        if (minimum is not null
            && !Version.TryParse(Encoding.ASCII.GetString(buffers[minimum.Buffer].Data!.Value.Span).TrimEnd('\0'), out _))
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
