using System.CommandLine;
using System.Text.Json;
using Octavo.Evaluation;
using Octavo.Runtime;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary><c>octavo compare</c>: two models on the same inputs, output by output.</summary>
internal static class CompareCommand
{
    private static readonly Argument<string> First = new("A") { Description = "A .tflite file." };
    private static readonly Argument<string?> Second = new("B") { Arity = ArgumentArity.ZeroOrOne, Description = "Another one, the reference; without it A itself with reference kernels on one thread." };
    private static readonly Option<string?> InputPath = new("--input") { Description = "An .npz with call{k}/input/{i}, input/{i} or names of inputs." };
    private static readonly Option<string?> Data = new("--data") { Description = "A data set instead: idx files, .npz, TSV, or a folder of pictures." };
    private static readonly Option<string> Preprocess = new("--preprocess") { DefaultValueFactory = _ => "none", Description = "For --data: a preset's name, a JSON file, or JSON." };
    private static readonly Option<int?> Limit = NumberOption.Whole("--limit", "For --data: only the first N samples.", 1);
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    public static Command Make()
    {
        var command = new Command("compare", "Runs two models, or one in two ways, on the same inputs and shows how their outputs differ.")
        {
            First, Second, InputPath, Data, Preprocess, Limit, KernelOptions.Threads, KernelOptions.Kernels, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        if (arguments.GetValue(InputPath) is null == arguments.GetValue(Data) is null)
        {
            throw new OctavoException(ErrorKind.Usage, "One source of inputs is needed.", null, "--input FILE or --data PATH", arguments.GetValue(Data) is null ? "neither" : "both");
        }

        var path = arguments.GetValue(First)!;
        using var opened = Interpreter.Open(path, KernelOptions.Read(arguments));
        using var reference = arguments.GetValue(Second) is { } other
            ? Interpreter.Open(other, KernelOptions.Read(arguments))
            : Interpreter.Open(path, new InterpreterOptions { Kernels = Kernels.KernelMode.Reference });
        var (first, second) = (opened.Runtime, reference.Runtime);
        if (first.OutputCount != second.OutputCount || first.InputCount != second.InputCount)
        {
            throw new OctavoException(
                ErrorKind.InvalidData, "The models have different numbers of inputs or outputs.", path,
                $"{second.InputCount} inputs, {second.OutputCount} outputs", $"{first.InputCount} inputs, {first.OutputCount} outputs");
        }

        var comparisons = Enumerable.Range(0, first.OutputCount).Select(_ => new TensorComparison()).ToArray();
        foreach (var setInputs in Invocations(arguments))
        {
            foreach (var interpreter in new[] { first, second })
            {
                interpreter.ResetVariables();
                setInputs(interpreter);
                interpreter.Invoke();
            }

            for (var index = 0; index < comparisons.Length; index++)
            {
                comparisons[index].Add(first.GetOutput(index), second.GetOutput(index));
            }
        }

        Show(arguments, first.OutputNames, comparisons);
        return 0;
    }

    /// <summary>For each invocation, what sets an interpreter's inputs.</summary>
    private static IEnumerable<Action<Runtime.Interpreter>> Invocations(ParseResult arguments)
    {
        if (arguments.GetValue(InputPath) is { } path)
        {
            using var record = InputRecord.Open(path);
            for (var call = 0; call < record.Calls; call++)
            {
                var number = call;
                yield return interpreter => record.Set(interpreter, number);
            }

            yield break;
        }

        var preprocessing = Preprocessing.Parse(arguments.GetValue(Preprocess)!);
        using var dataset = Dataset.Open(arguments.GetValue(Data)!, new DatasetOptions { Limit = arguments.GetValue(Limit) });
        foreach (var raw in dataset.Read())
        {
            var sample = preprocessing.Apply(raw);
            yield return interpreter => Evaluator.SetInputs(interpreter, sample);
        }
    }

    private static void Show(ParseResult arguments, IReadOnlyList<string> names, TensorComparison[] comparisons)
    {
        if (arguments.GetValue(Json))
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                outputs = comparisons.Select((comparison, index) => new
                {
                    name = names[index], max_abs = Finite(comparison.LargestDifference), mean_abs = Finite(comparison.MeanDifference),
                    snr_db = Finite(comparison.SignalToNoise), cosine = Finite(comparison.Cosine),
                }),
            }));
            return;
        }

        for (var index = 0; index < comparisons.Length; index++)
        {
            var comparison = comparisons[index];
            Console.WriteLine($"{names[index]}: largest difference {comparison.LargestDifference:G4}, mean {comparison.MeanDifference:G4}, {comparison.SignalToNoise:F1} dB, cosine {comparison.Cosine:F6}");
        }

        static double? Finite(double value) => double.IsFinite(value) ? value : null;
    }
}
