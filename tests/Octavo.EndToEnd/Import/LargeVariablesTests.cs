using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Google.Protobuf;
using Octavo.TensorFlow.Messages;
using Octavo.TensorFlow.Tests;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>Variables that are together longer than any array are converted one after the other.</summary>
public sealed class LargeVariablesTests
{
    private const int Count = 3;
    private const int Rows = 1 << 21;
    private const int Columns = 128;
    private const long Bytes = 4L * Rows * Columns;

    [LargeFact]
    [SupportedOSPlatform("linux")]
    public void Three_variables_of_a_gibibyte_each_are_quantized_within_the_memory_of_one()
    {
        var folder = Directory.CreateTempSubdirectory("octavo-large-");
        try
        {
            Write(folder.FullName);
            var converter = Converter.FromSavedModel(folder.FullName);
            converter.Recipe = "dynamic-range-int8";
            var watch = Stopwatch.StartNew();
            var (report, peak) = Watched(() => converter.ConvertToFile(Path.Combine(folder.FullName, "out.tflite")));
            Console.WriteLine(
                $"{Count} x {Bytes} bytes became {report.Bytes} in {watch.Elapsed.TotalSeconds:F0} s, with at most {peak >> 20} MiB of "
                + $"memory");
            Assert.InRange(report.Bytes, Count * Bytes / 4, (Count * Bytes / 4) + (1 << 20));
            Assert.InRange(peak, 1, Bytes);
            using var interpreter = Interpreter.Open(Path.Combine(folder.FullName, "out.tflite"));
            interpreter.SetInput<int>(0, [0, Rows - 1], new Shape(2));
            interpreter.Invoke();
            Assert.Equal(new float[2 * Columns], interpreter.GetOutput<float>(0));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What a conversion gives, and the largest memory of the process's own (mapped files are not) while it ran.</summary>
    private static (ConversionReport Report, long Peak) Watched(Func<ConversionReport> convert)
    {
        var (peak, isDone) = (0L, false);
        var watcher = new Thread(() =>
        {
            while (!Volatile.Read(ref isDone))
            {
                peak = Math.Max(peak, OwnMemory());
                Thread.Sleep(50);
            }
        });
        watcher.Start();
        var report = convert();
        Volatile.Write(ref isDone, true);
        watcher.Join();
        return (report, peak);
    }

    private static long OwnMemory()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan("RssAnon:".Length).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture);
    }

    /// <summary>y = the sum of a row of each of three tables of zeros, in a checkpoint that takes no place on the disk.</summary>
    private static void Write(string folder)
    {
        var graph = new WrittenGraph();
        var x = graph.Add("Placeholder", "x", [], ("dtype", DataType.DtInt32), ("shape", new[] { -1 }));
        var axis = graph.Integer("axis", 0);
        var bundle = new BundleWriter();
        var sum = "";
        for (var index = 0; index < Count; index++)
        {
            var name = $"table_{index}";
            bundle.AddZeros(name, DataType.DtFloat, new Shape(Rows, Columns), Bytes);
            graph.Add("VarHandleOp", name, [], ("dtype", DataType.DtFloat), ("shape", new[] { Rows, Columns }), ("shared_name", name));
            var read = graph.Add("ReadVariableOp", $"read_{index}", [name], ("dtype", DataType.DtFloat));
            var row = graph.Add(
                "GatherV2", $"row_{index}", [read, x, axis],
                ("Tparams", DataType.DtFloat), ("Tindices", DataType.DtInt32), ("Taxis", DataType.DtInt32));
            sum = index == 0 ? row : graph.Node("AddV2", $"sum_{index}", sum, row);
        }

        var meta = new MetaGraphDef { MetaInfoDef = new MetaGraphDef.Types.MetaInfoDef(), GraphDef = graph.Graph };
        meta.MetaInfoDef.Tags.Add("serve");
        var signature = new SignatureDef { MethodName = "tensorflow/serving/predict" };
        signature.Inputs["x"] = new TensorInfo { Name = "x:0", Dtype = DataType.DtInt32 };
        signature.Outputs["y"] = new TensorInfo { Name = $"{sum}:0", Dtype = DataType.DtFloat };
        meta.SignatureDef["serving_default"] = signature;
        var model = new TensorFlow.Messages.SavedModel { SavedModelSchemaVersion = 1 };
        model.MetaGraphs.Add(meta);
        File.WriteAllBytes(Path.Combine(folder, "saved_model.pb"), model.ToByteArray());
        bundle.Write(Directory.CreateDirectory(Path.Combine(folder, "variables")).FullName);
    }
}
