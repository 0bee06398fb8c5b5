using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Octavo.Runtime;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary><c>octavo run</c>: one invocation on inputs from an .npz or .npy file.</summary>
internal static class RunCommand
{
    private static readonly Argument<string> ModelPath = new("MODEL") { Description = "A .tflite file." };
    private static readonly Option<string> InputPath = new("--input") { Required = true, Description = "An .npz (keys: input names, or input/0, input/1, ...) or, for a single input, an .npy." };
    private static readonly Option<string?> OutputPath = new("--output", "-o") { Description = "Where the outputs go, as .npz (output/0, ...)." };
    private static readonly Option<string?> SignatureName = new("--signature") { Description = "Which signature to run." };
    private static readonly Option<int> Threads = new("--threads") { DefaultValueFactory = _ => 1, Description = "Threads an invocation may use." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    public static Command Make()
    {
        var command = new Command("run", "Runs a model once and shows its outputs.") { ModelPath, InputPath, OutputPath, SignatureName, Threads, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        using var opened = Interpreter.Open(
            arguments.GetValue(ModelPath)!, new InterpreterOptions { Threads = arguments.GetValue(Threads), Signature = arguments.GetValue(SignatureName) });
        var interpreter = opened.Runtime;
        SetInputs(interpreter, arguments.GetValue(InputPath)!);
        var start = Stopwatch.GetTimestamp();
        interpreter.Invoke();
        var microseconds = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        var outputs = Enumerable.Range(0, interpreter.OutputCount).Select(interpreter.GetOutput).ToList();
        if (arguments.GetValue(OutputPath) is { } path)
        {
            NpzFile.Write(path, outputs.Select((tensor, index) => KeyValuePair.Create($"output/{index}", tensor)));
        }

        Show(interpreter, outputs, microseconds, arguments.GetValue(Json));
        return 0;
    }

    private static void SetInputs(Runtime.Interpreter interpreter, string path)
    {
        if (path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
        {
            interpreter.SetInput(0, NpyFile.Read(path));
            return;
        }

        using var npz = NpzFile.Open(path);
        for (var index = 0; index < interpreter.InputCount; index++)
        {
            string[] keys = [interpreter.InputNames[index], $"input/{index}", $"call0/input/{index}"];
            var key = Array.Find(keys, npz.Contains) ?? throw new OctavoException(
                ErrorKind.InvalidData, $"the file has no array for input {index}", path, string.Join(" or ", keys.Select(name => $"'{name}'")), string.Join(", ", npz.Names));
            interpreter.SetInput(index, npz.Read(key));
        }
    }

    private static void Show(Runtime.Interpreter interpreter, List<Tensor> outputs, double microseconds, bool json)
    {
        var rows = outputs.Select((tensor, index) => (Name: interpreter.OutputNames[index], Tensor: tensor, Values: tensor.ElementType == ElementType.String ? [] : Evaluation.TensorValues.ToDouble(tensor))).ToList();
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                outputs = rows.Select(row => new
                {
                    name = row.Name, type = row.Tensor.ElementType.ToString(), shape = row.Tensor.Shape.ToArray(),
                    minimum = Finite(row.Values.DefaultIfEmpty().Min()), maximum = Finite(row.Values.DefaultIfEmpty().Max()),
                }),
                latency_us = microseconds,
            }));
            return;
        }

        foreach (var row in rows)
        {
            Console.WriteLine($"{row.Name}: {row.Tensor.ElementType} {row.Tensor.Shape}, {string.Join(", ", row.Values.Take(10).Select(value => value.ToString("G6")))}{(row.Values.Length > 10 ? ", ..." : "")}");
        }

        static double? Finite(double value) => double.IsFinite(value) ? value : null;
    }
}
