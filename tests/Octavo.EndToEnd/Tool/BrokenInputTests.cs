using System.Text;

namespace Octavo.EndToEnd;

/// <summary>What a user may get wrong: each gives one clear error with its exit code, and leaves no half file.</summary>
public sealed class BrokenInputTests : IDisposable
{
    private const string Data = "saved_model/variables/variables.data-00000-of-00001";
    private const string Index = "saved_model/variables/variables.index";
    private const string Graph = "saved_model/saved_model.pb";

    private readonly Workplace work = new();

    [Fact]
    public void A_truncated_file_of_variables_is_refused()
    {
        work.Damage(Data, bytes => bytes[..^1000]);
        Refused(3, "variables.data", "convert", work.SavedModel, "-o", work.Output);
    }

    [Fact]
    public void A_wrong_checksum_of_a_variable_is_refused()
    {
        work.Damage(Data, bytes => Flip(bytes, bytes.Length / 2));
        Refused(7, "checksum", "convert", work.SavedModel, "-o", work.Output);
    }

    [Fact]
    public void A_damaged_index_of_variables_is_refused()
    {
        work.Damage(Index, bytes => Flip(bytes, 40));
        Refused(7, "variables.index", "convert", work.SavedModel, "-o", work.Output);
    }

    [Fact]
    public void A_missing_file_of_variables_is_refused()
    {
        File.Delete(work[Data]);
        Refused(null, "variables", "convert", work.SavedModel, "-o", work.Output);
    }

    [Fact]
    public void A_truncated_graph_is_refused()
    {
        work.Damage(Graph, bytes => bytes[..(bytes.Length / 2)]);
        Refused(3, "saved_model.pb", "convert", work.SavedModel, "-o", work.Output);
    }

    [Fact]
    public void A_folder_without_a_model_is_refused() => Refused(3, "saved_model.pb", "convert", work[""], "-o", work.Output);

    [Fact]
    public void Tags_that_no_graph_has_are_refused() =>
        Refused(2, "[serve]", "convert", work.SavedModel, "--tags", "train", "-o", work.Output);

    [Fact]
    public void A_signature_that_is_not_there_is_refused() =>
        Refused(2, "serving_default", "convert", work.SavedModel, "--signature", "serving", "-o", work.Output);

    [Fact]
    public void The_shape_of_an_input_that_is_not_there_is_refused() =>
        Refused(2, "pixels", "convert", work.SavedModel, "--input-shape", "pixels=1,28,28,1", "-o", work.Output);

    [Fact]
    public void An_operator_that_nobody_knows_is_refused_with_the_names_of_its_nodes()
    {
        work.Damage(Graph, bytes => Replace(bytes, "\u0012\u0007Softmax", "\u0012\u0007Sofzmax"));
        Refused(4, "Sofzmax", "convert", work.SavedModel, "-o", work.Output);
    }

    [Fact]
    public void A_function_that_calls_itself_is_refused()
    {
        var call = Message((1, "call"), (2, "PartitionedCall"), (5, Message((1, "f"), (2, Message((10, Message((1, "loop"))))))));
        var signature = Message((1, "loop"));
        var function = Message((1, signature), (3, call));
        var placeholder = Message((1, "x"), (2, "PartitionedCall"), (5, Message((1, "f"), (2, Message((10, Message((1, "loop"))))))));
        var path = work.Write("cycle.pb", Message((1, placeholder), (2, Message((1, function)))));
        Refused(4, "calls itself", "convert", path, "--outputs", "x", "-o", work.Output);
    }

    [Fact]
    public void Text_instead_of_a_model_is_refused()
    {
        var text = Encoding.UTF8.GetBytes("This is no model, it is a line of text.\n");
        Refused(3, "model.tflite", "run", work.Write("model.tflite", text), "--random-inputs");
        Refused(3, "graph.pb", "convert", work.Write("graph.pb", text), "-o", work.Output);
    }

    [Fact]
    public void An_empty_file_is_refused() => Refused(3, "empty.tflite", "inspect", work.Write("empty.tflite", []));

    [Fact]
    public void A_truncated_model_is_refused()
    {
        var bytes = File.ReadAllBytes(Workplace.FloatModel);
        Refused(3, "half.tflite", "quantize", work.Write("half.tflite", bytes[..(bytes.Length / 2)]), "--recipe", "dynamic-range-int8",
            "-o", work.Output);
    }

    [Fact]
    public void A_model_that_is_not_there_is_refused() =>
        Refused(6, "nowhere.tflite", "convert", work["nowhere.tflite"], "-o", work.Output);

    [Fact]
    public void Inputs_of_another_shape_are_refused() =>
        Refused(3, "[1,28,28,1]", "run", Workplace.FloatModel, "--input",
            work.WriteArray("wide.npz", "input/0", "<f4", "(1, 28, 29, 1)", 28 * 29 * 4));

    [Fact]
    public void Inputs_of_another_type_are_refused() =>
        Refused(3, "Float32", "run", Workplace.FloatModel, "--input",
            work.WriteArray("whole.npz", "input/0", "<i4", "(1, 28, 28, 1)", 28 * 28 * 4));

    [Fact]
    public void A_file_without_the_input_is_refused() =>
        Refused(3, "input/0", "run", Workplace.FloatModel, "--input",
            work.WriteArray("other.npz", "something", "<f4", "(1, 28, 28, 1)", 28 * 28 * 4));

    [Fact]
    public void Text_instead_of_an_npz_is_refused() =>
        Refused(3, "text.npz", "run", Workplace.FloatModel, "--input", work.Write("text.npz", Encoding.UTF8.GetBytes("no archive")));

    [Fact]
    public void A_folder_that_is_missing_is_named() => Refused(6, "missing", "convert", work.SavedModel, "-o", work["missing/out.tflite"]);

    [Fact]
    public void A_folder_in_the_place_of_the_output_is_refused()
    {
        Directory.CreateDirectory(work.Output);
        Refused(6, "out.tflite", "convert", work.SavedModel, "-o", work.Output, "--force");
    }

    [Fact]
    public void A_full_disk_is_an_error_of_the_disk()
    {
        if (File.Exists("/dev/full"))
        {
            Refused(6, "/dev/full", "convert", work.SavedModel, "-o", "/dev/full");
        }
    }

    [Fact]
    public void A_recipe_that_is_not_there_is_refused_with_the_nearest_name() =>
        Refused(2, "dynamic-range-int8", "convert", work.SavedModel, "--recipe", "dynamic-range-int9", "-o", work.Output);

    [Fact]
    public void An_output_that_exists_is_kept()
    {
        work.Write("out.tflite", [1, 2, 3]);
        Refused(2, "--force", "convert", work.SavedModel, "-o", work.Output);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(work.Output));
        File.Delete(work.Output);
    }

    [Fact]
    public void A_command_line_that_makes_no_sense_ends_with_two()
    {
        Assert.Equal(2, ToolRun.Of("convert").ExitCode);
        Assert.Equal(2, ToolRun.Of("run", Workplace.FloatModel, "--threads", "none", "--random-inputs").ExitCode);
        Assert.Equal(2, ToolRun.Of("convert", work.SavedModel).ExitCode);
    }

    public void Dispose() => work.Dispose();

    /// <param name="exitCode">Null for any of an error that is the user's.</param>
    /// <param name="part">What the error has to name.</param>
    private void Refused(int? exitCode, string part, params string[] arguments)
    {
        var before = Directory.EnumerateFileSystemEntries(work.Folder).Order().ToList();
        var run = ToolRun.Of(arguments);
        Assert.True(exitCode is null ? run.ExitCode is >= 2 and <= 7 : run.ExitCode == exitCode, $"exit code {run.ExitCode}: {run.Error}");
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("bug of Octavo", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, Directory.EnumerateFileSystemEntries(work.Folder).Order());
    }

    private static byte[] Flip(byte[] bytes, int at)
    {
        bytes[at] ^= 0x10;
        return bytes;
    }

    private static byte[] Replace(byte[] bytes, string from, string to)
    {
        var (old, replacement) = (Encoding.ASCII.GetBytes(from), Encoding.ASCII.GetBytes(to));
        var at = bytes.AsSpan().IndexOf(old);
        Assert.True(at >= 0, $"the graph does not hold '{from}'");
        for (; at >= 0; at = bytes.AsSpan().IndexOf(old))
        {
            replacement.CopyTo(bytes, at);
        }

        return bytes;
    }

    /// <summary>A protobuf message of fields with a length before their bytes.</summary>
    private static byte[] Message(params (int Field, object Value)[] fields)
    {
        using var stream = new MemoryStream();
        foreach (var (field, value) in fields)
        {
            var bytes = value as byte[] ?? Encoding.UTF8.GetBytes((string)value);
            stream.WriteByte((byte)((field << 3) | 2));
            for (var length = bytes.Length; ; length >>= 7)
            {
                stream.WriteByte((byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0)));
                if (length <= 0x7F)
                {
                    break;
                }
            }

            stream.Write(bytes);
        }

        return stream.ToArray();
    }
}
