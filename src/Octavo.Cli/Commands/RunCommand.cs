using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Octavo.Runtime;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary><c>octavo run</c>: invocations on inputs from an .npz or .npy file, or on random ones.</summary>
internal static class RunCommand
{
    private static readonly Argument<string> ModelPath = new("MODEL") { Description = "A .tflite file." };
    private static readonly Option<string?> InputPath = new("--input") { Description = "An .npz (keys: input names, input/0, input/1, ... or call0/input/0, ... for several calls) or, for a single input, an .npy." };
    private static readonly Option<int?> RandomSeed = new("--random-inputs") { Arity = ArgumentArity.ZeroOrOne, CustomParser = ParseSeed, Description = "Random inputs instead of a file's, from this seed (0 unless told)." };
    private static readonly Option<string?> OutputPath = new("--output", "-o") { Description = "Where the outputs go, as .npz (output/0, ... or call0/output/0, ...)." };
    private static readonly Option<string?> SignatureName = new("--signature") { Description = "Which signature to run." };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace an output file that exists." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    public static Command Make()
    {
        var command = new Command("run", "Runs a model and shows its outputs.")
        {
            ModelPath, InputPath, RandomSeed, OutputPath, Force, SignatureName, KernelOptions.Threads, KernelOptions.Kernels, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int? ParseSeed(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (result.Tokens.Count == 0)
        {
            return 0;
        }

        return NumberOption.ParseWhole(result, "--random-inputs", int.MinValue, int.MaxValue, "Without a value the seed is 0.");
    }

    private static int Run(ParseResult arguments)
    {
        var path = arguments.GetValue(InputPath);
        var seed = arguments.GetValue(RandomSeed);
        if (path is null == seed is null)
        {
            throw new OctavoException(ErrorKind.Usage, "One source of inputs is needed.", null, "--input FILE or --random-inputs", path is null ? "neither" : "both");
        }

        OutputFiles.Require(arguments.GetValue(Force), [arguments.GetValue(ModelPath), path], ("--output", arguments.GetValue(OutputPath)));
        using var opened = Interpreter.Open(arguments.GetValue(ModelPath)!, KernelOptions.Read(arguments, arguments.GetValue(SignatureName)));
        var interpreter = opened.Runtime;
        using var record = path is null ? null : InputRecord.Open(path);
        var saved = new List<KeyValuePair<string, Tensor>>();
        var outputs = new List<Tensor>();
        var microseconds = 0.0;
        for (var call = 0; call < (record?.Calls ?? 1); call++)
        {
            SetInputs(interpreter, record, call, seed);
            var start = Stopwatch.GetTimestamp();
            interpreter.Invoke();
            microseconds = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            outputs = [.. Enumerable.Range(0, interpreter.OutputCount).Select(interpreter.GetOutput)];
            var prefix = record is { IsNumbered: true } ? $"call{call}/" : "";
            saved.AddRange(outputs.Select((tensor, index) => KeyValuePair.Create($"{prefix}output/{index}", tensor)));
        }

        if (arguments.GetValue(OutputPath) is { } output)
        {
            NpzFile.Write(output, saved, replace: arguments.GetValue(Force));
        }

        Show(interpreter, outputs, microseconds, arguments.GetValue(Json) && arguments.GetValue(OutputPath) != "-", arguments.GetValue(OutputPath) == "-");
        return 0;
    }

    /// <summary>Every call starts from fresh state.</summary>
    private static void SetInputs(Runtime.Interpreter interpreter, InputRecord? record, int call, int? seed)
    {
        interpreter.ResetVariables();
        if (record is not null)
        {
            record.Set(interpreter, call);
        }
        else
        {
            RandomInputs.Set(interpreter, seed ?? 0);
        }
    }

    private static void Show(Runtime.Interpreter interpreter, List<Tensor> outputs, double microseconds, bool json, bool silent)
    {
        if (silent)
        {
            return;
        }

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
