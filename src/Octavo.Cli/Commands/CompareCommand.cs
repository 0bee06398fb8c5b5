using System.CommandLine;
using System.Text.Json;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary><c>octavo compare</c>: two models on the same inputs, output by output.</summary>
internal static class CompareCommand
{
    private static readonly Argument<string> First = new("A") { Description = "A .tflite file." };
    private static readonly Argument<string> Second = new("B") { Description = "Another one, the reference." };
    private static readonly Option<string> InputPath = new("--input") { Required = true, Description = "An .npz with call{k}/input/{i}, or input/{i}." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    public static Command Make()
    {
        var command = new Command("compare", "Runs two models on the same inputs and shows how their outputs differ.") { First, Second, InputPath, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        using var first = Interpreter.Open(arguments.GetValue(First)!);
        using var second = Interpreter.Open(arguments.GetValue(Second)!);
        using var inputs = NpzFile.Open(arguments.GetValue(InputPath)!);
        if (first.Runtime.OutputCount != second.Runtime.OutputCount || first.Runtime.InputCount != second.Runtime.InputCount)
        {
            throw new OctavoException(
                ErrorKind.InvalidData, "the models have different numbers of inputs or outputs", arguments.GetValue(First),
                $"{second.Runtime.InputCount} inputs, {second.Runtime.OutputCount} outputs", $"{first.Runtime.InputCount} inputs, {first.Runtime.OutputCount} outputs");
        }

        var comparisons = Enumerable.Range(0, first.Runtime.OutputCount).Select(_ => new TensorComparison()).ToArray();
        var calls = 0;
        for (; inputs.Contains($"call{calls}/input/0") || (calls == 0 && inputs.Contains("input/0")); calls++)
        {
            var prefix = inputs.Contains($"call{calls}/input/0") ? $"call{calls}/" : "";
            Invoke(first.Runtime, inputs, prefix);
            Invoke(second.Runtime, inputs, prefix);
            for (var index = 0; index < comparisons.Length; index++)
            {
                comparisons[index].Add(first.Runtime.GetOutput(index), second.Runtime.GetOutput(index));
            }
        }

        if (calls == 0)
        {
            throw new OctavoException(ErrorKind.InvalidData, "the file holds no inputs", arguments.GetValue(InputPath), "call0/input/0 or input/0", string.Join(", ", inputs.Names.Take(10)));
        }

        Show(arguments, first.Runtime.OutputNames, comparisons);
        return 0;
    }

    private static void Invoke(Runtime.Interpreter interpreter, NpzFile inputs, string prefix)
    {
        interpreter.ResetVariables();
        for (var index = 0; index < interpreter.InputCount; index++)
        {
            interpreter.SetInput(index, inputs.Read($"{prefix}input/{index}"));
        }

        interpreter.Invoke();
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
