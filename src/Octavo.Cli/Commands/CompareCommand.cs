using System.CommandLine;
using System.Text.Json.Nodes;
using Octavo.Evaluation;
using Octavo.Runtime;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary><c>octavo compare</c>: two models on the same inputs, output by output.</summary>
internal static class CompareCommand
{
    private static readonly Argument<string> First = new("A") { Description = "A .tflite file." };
    private static readonly Argument<string?> Second =
        new("B")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "Another one, the reference; without it A itself with reference kernels on one thread.",
        };
    private static readonly Option<string?> InputPath =
        new("--input") { Description = "An .npz with call{k}/input/{i}, input/{i} or names of inputs of A." };
    private static readonly Option<string?> Data =
        new("--data") { Description = "A data set instead: idx files, .npz, CSV, TSV, or a folder of pictures." };
    private static readonly Option<int?> RandomSeed = RandomSeedOption.Make();
    private static readonly Option<int?> Limit = NumberOption.Whole("--limit", "For --data: only the first N samples.", 1);
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    public static Command Make()
    {
        var command = new Command("compare", "Runs two models, or one in two ways, on the same inputs and shows how their outputs differ.")
        {
            First, Second, InputPath, Data, RandomSeed, SampleOptions.Preprocess, Limit, ShapeOptions.Batch, ShapeOptions.InputShape,
            KernelOptions.Threads, KernelOptions.Kernels, Json,
        };
        KernelOptions.AddLimitsTo(command);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        RequireOneSource(arguments);
        var path = arguments.GetValue(First)!;
        using var first = Interpreter.Open(path, KernelOptions.Read(arguments));
        using var second = arguments.GetValue(Second) is { } other
            ? Interpreter.Open(other, KernelOptions.Read(arguments))
            : Interpreter.Open(path, new InterpreterOptions { Kernels = KernelMode.Reference });
        var pairing = ModelPairing.Of(first, second);
        var shapes = ShapeOptions.Read(arguments);
        var expected = (First: shapes.Apply(first, path),
            Second: shapes.ForPaired(first, pairing, second).Apply(second, arguments.GetValue(Second) ?? path));
        var comparisons = Enumerable.Range(0, first.OutputCount).Select(_ => new TensorComparison()).ToArray();
        using var progress = new ProgressReport();
        var calls = 0;
        foreach (var setInputs in Invocations(arguments, pairing, first, second, expected))
        {
            InterruptSignals.Token.ThrowIfCancellationRequested();
            first.ResetVariables();
            second.ResetVariables();
            setInputs();
            first.Invoke();
            second.Invoke();
            pairing.Compare(first, second, comparisons);
            progress.Report($"comparing {path}", ++calls);
        }

        if (calls == 0)
        {
            throw new OctavoException(ErrorKind.InvalidData, "There is no sample to compare on.", arguments.GetValue(Data));
        }

        progress.Dispose();
        Show(arguments, first.OutputNames, comparisons, calls);
        return 0;
    }

    private static void RequireOneSource(ParseResult arguments)
    {
        string?[] sources =
        [
            arguments.GetValue(InputPath) is null ? null : "--input",
            arguments.GetValue(Data) is null ? null : "--data",
            arguments.GetValue(RandomSeed) is null ? null : "--random-inputs",
        ];
        string[] given = [.. sources.OfType<string>()];
        if (given.Length != 1)
        {
            throw new OctavoException(
                ErrorKind.Usage, "One source of inputs is needed.", null, "--input FILE, --data PATH or --random-inputs",
                given.Length == 0 ? "none" : string.Join(" and ", given));
        }

        if (arguments.GetValue(Data) is null
            && (arguments.GetValue(Limit) is not null || arguments.GetValue(SampleOptions.Preprocess) != "none"))
        {
            throw new OctavoException(ErrorKind.Usage, "--limit and --preprocess are for --data.", found: given[0]);
        }
    }

    /// <summary>For each invocation, what sets the inputs of both models.</summary>
    private static IEnumerable<Action> Invocations(
        ParseResult arguments, ModelPairing pairing, Interpreter first, Interpreter second,
        (IReadOnlyList<Shape>? First, IReadOnlyList<Shape>? Second) expected)
    {
        if (arguments.GetValue(RandomSeed) is { } seed)
        {
            yield return () => pairing.SetRandom(first, second, seed);
            yield break;
        }

        if (arguments.GetValue(InputPath) is { } path)
        {
            using var record = InputRecord.Open(path);
            for (var call = 0; call < record.Calls; call++)
            {
                var tensors = record.Read(first, call);
                var shapes = record.IsNumbered ? pairing.ShapesOf(tensors) : expected;
                yield return () => pairing.Set(first, second, tensors, shapes, path);
            }

            yield break;
        }

        var preprocessing = SampleOptions.ReadPreprocessing(arguments);
        using var dataset = Dataset.Open(arguments.GetValue(Data)!, new DatasetOptions { Limit = arguments.GetValue(Limit) });
        foreach (var raw in dataset.Read())
        {
            Tensor[] inputs = [.. raw.Inputs.Select(preprocessing.Apply)];
            yield return () => pairing.Set(first, second, inputs, expected, raw.Name);
        }
    }

    private static void Show(ParseResult arguments, IReadOnlyList<string> names, TensorComparison[] comparisons, int calls)
    {
        if (arguments.GetValue(Json))
        {
            Console.WriteLine(new JsonObject
            {
                ["calls"] = calls,
                ["outputs"] = comparisons.Index().ToJson(entry => Describe(names[entry.Index], entry.Item)),
            }.ToJsonString());
            return;
        }

        for (var index = 0; index < comparisons.Length; index++)
        {
            Console.WriteLine($"{names[index]}: {Describe(comparisons[index])}");
        }
    }

    private static JsonObject Describe(string name, TensorComparison comparison) => new()
    {
        ["name"] = name, ["max_abs"] = JsonParts.Finite(comparison.LargestDifference),
            ["mean_abs"] = JsonParts.Finite(comparison.MeanDifference),
        ["snr_db"] = JsonParts.Finite(comparison.SignalToNoise), ["cosine"] = JsonParts.Finite(comparison.Cosine),
        ["elements"] = comparison.ElementCount, ["different"] = comparison.DifferentCount, ["nan_a"] = comparison.NaNInFound,
        ["nan_b"] = comparison.NaNInExpected, ["identical"] = comparison.IsIdentical,
    };

    private static string Describe(TensorComparison comparison)
    {
        var nan = comparison.NaNInFound == 0 && comparison.NaNInExpected == 0
            ? ""
            : $"NaN in {comparison.NaNInFound} of A's and {comparison.NaNInExpected} of B's {comparison.ElementCount} elements";
        if (nan.Length != 0 && (comparison.NaNInFound == comparison.ElementCount || comparison.NaNInExpected == comparison.ElementCount))
        {
            return $"{nan}; nothing else to compare";
        }

        var figures =
            $"largest difference {comparison.LargestDifference:G4}, mean {comparison.MeanDifference:G4}, {comparison.SignalToNoise:F1} dB, "
            + $"cosine {comparison.Cosine:F6}";
        return comparison.IsIdentical ? $"{figures}, identical" : nan.Length == 0 ? figures : $"{nan}; of the others: {figures}";
    }
}
