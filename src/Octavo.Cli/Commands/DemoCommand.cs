using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Octavo.Evaluation;
using Octavo.Runtime;
using Octavo.Tensors;
using Spectre.Console;

namespace Octavo.Cli;

/// <summary>
/// <c>octavo demo</c>: a trained digit classifier in three forms, each run on 500 test images: size, latency, accuracy and agreement with
/// the float form.
/// </summary>
internal static class DemoCommand
{
    private const int ImageSize = 28 * 28;

    private static readonly (string Form, string Resource)[] Forms =
    [
        ("float32", "mnist_cnn.float32.tflite"),
        ("float16 weights", "mnist_cnn.float16.tflite"),
        ("8-bit weights, hybrid", "mnist_cnn.dynamic.tflite"),
    ];

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    private sealed record Row(string Form, int Bytes, double Microseconds, double Accuracy, double Low, double High, double Agreement);

    public static Command Make()
    {
        var command = new Command("demo", "Runs an embedded trained network in several forms and compares size, latency and accuracy.") { Json };
        command.SetAction(arguments => Run(arguments.GetValue(Json)));
        return command;
    }

    private static int Run(bool json)
    {
        var images = Unzip("mnist-500-images-idx3-ubyte.gz").AsSpan(16).ToArray();
        var labels = Unzip("mnist-500-labels-idx1-ubyte.gz").AsSpan(8).ToArray();
        var rows = new List<Row>();
        int[]? reference = null;
        foreach (var (form, resource) in Forms)
        {
            var bytes = Bytes(resource);
            var (classes, microseconds) = Classify(bytes, resource, images, labels.Length);
            reference ??= classes;
            var correct = classes.Where((found, index) => found == labels[index]).Count();
            var interval = new Proportion(correct, labels.Length).Wilson();
            rows.Add(new Row(
                form, bytes.Length, microseconds, (double)correct / labels.Length, interval.Low, interval.High,
                classes.Where((found, index) => found == reference[index]).Count() / (double)labels.Length));
        }

        Show(rows, labels.Length, json);
        return 0;
    }

    private static (int[] Classes, double Microseconds) Classify(byte[] model, string name, byte[] images, int count)
    {
        using var opened = Interpreter.Read(model, name);
        var interpreter = opened.Runtime;
        var classes = new int[count];
        var fastest = double.PositiveInfinity;
        for (var image = 0; image < count; image++)
        {
            var input = interpreter.InputSpan<float>(0);
            for (var pixel = 0; pixel < ImageSize; pixel++)
            {
                input[pixel] = images[(image * ImageSize) + pixel] / 255f;
            }

            var start = Stopwatch.GetTimestamp();
            interpreter.Invoke();
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            classes[image] = IndexOfLargest(interpreter.OutputSpan<float>(0));
        }

        return (classes, fastest);
    }

    private static int IndexOfLargest(ReadOnlySpan<float> values)
    {
        var largest = 0;
        for (var index = 1; index < values.Length; index++)
        {
            largest = values[index] > values[largest] ? index : largest;
        }

        return largest;
    }

    private static void Show(List<Row> rows, int samples, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                samples,
                models = rows.Select(row => new { form = row.Form, bytes = row.Bytes, latency_min_us = row.Microseconds, top_1 = row.Accuracy, low = row.Low, high = row.High, agreement = row.Agreement }),
            }));
            return;
        }

        var table = new Table().AddColumns("form", "bytes", "of float", "fastest", $"top-1 of {samples}", "95 % interval", "agrees with float");
        foreach (var row in rows)
        {
            table.AddRow(
                row.Form, $"{row.Bytes}", $"{(double)row.Bytes / rows[0].Bytes:P0}", $"{row.Microseconds:F1} us", $"{row.Accuracy:P1}", $"{row.Low:P1} to {row.High:P1}", $"{row.Agreement:P1}");
        }

        AnsiConsole.Write(table);
    }

    private static byte[] Unzip(string resource)
    {
        using var stream = new System.IO.Compression.GZipStream(new MemoryStream(Bytes(resource)), System.IO.Compression.CompressionMode.Decompress);
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        return whole.ToArray();
    }

    private static byte[] Bytes(string resource)
    {
        using var stream = typeof(DemoCommand).Assembly.GetManifestResourceStream(resource)
            ?? throw new OctavoException(ErrorKind.InputOutput, "the tool lacks one of its samples", resource, hint: "Install it anew.");
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        return whole.ToArray();
    }
}
