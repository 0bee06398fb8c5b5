using System.CommandLine;
using System.Diagnostics;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary><c>octavo run</c>: invocations on inputs from a file, a picture, a text, or on random ones.</summary>
internal static class RunCommand
{
    private const int TopUnlessTold = 5;

    /// <summary>An output of more numbers than these is hardly a list of classes; the largest of ImageNet's has fewer.</summary>
    private const int MostClassesUnlessTold = 25_000;

    private static readonly Argument<string> ModelPath = new("MODEL") { Description = "A .tflite file." };

    private static readonly Option<string?> InputPath = new("--input")
    {
        Description =
            "An .npz (keys: input names, input/0, input/1, ... or call0/input/0, ... for several calls); for a single input also an .npy, "
            + "a picture or a .txt file with --preprocess.",
    };

    private static readonly Option<string?> Text = new("--text")
    {
        Description = "A text as the input, for models that take texts or with a --preprocess that makes numbers of them.",
    };

    private static readonly Option<int?> RandomSeed = RandomSeedOption.Make();
    private static readonly Option<string?> OutputPath =
        new("--output", "-o") { Description = "Where the outputs go, as .npz (output/0, ... or call0/output/0, ...)." };
    private static readonly Option<int?> Top =
        NumberOption.Whole("--top",
        "Show the N classes of the highest scores of the first output, by their names (5 for pictures and with --labels).", 1);
    private static readonly Option<bool> KeepState =
        new("--keep-state") { Description = "Keep the states of recurrent layers and variables from call to call; without it each call "
        + "starts anew." };
    private static readonly Option<string?> SignatureName = new("--signature") { Description = "Which signature to run." };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace an output file that exists." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    public static Command Make()
    {
        var command = new Command("run", "Runs a model and shows its outputs.")
        {
            ModelPath, InputPath, Text, RandomSeed, SampleOptions.Preprocess, SampleOptions.Labels, Top, OutputPath, Force, SignatureName,
            KeepState,
            ShapeOptions.Batch, ShapeOptions.InputShape, KernelOptions.Threads, KernelOptions.Kernels, Json,
        };
        KernelOptions.AddLimitsTo(command);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var model = arguments.GetValue(ModelPath)!;
        using var source = RunInputs.Open(
            arguments.GetValue(InputPath), arguments.GetValue(Text), arguments.GetValue(RandomSeed),
            arguments.GetValue(SampleOptions.Preprocess)!);
        OutputFiles.Require(
            arguments.GetValue(Force), [model, arguments.GetValue(InputPath), arguments.GetValue(SampleOptions.Labels)],
                ("--output", arguments.GetValue(OutputPath)));
        var labels = SampleOptions.ReadLabels(arguments);
        using var interpreter = Interpreter.Open(model, KernelOptions.Read(arguments, arguments.GetValue(SignatureName)));
        var shapes = ShapeOptions.Read(arguments);
        var expected = shapes.Apply(interpreter, model);
        if (arguments.GetValue(KeepState) && source.Calls == 1)
        {
            Messages.Note("--keep-state has no effect on a single call.");
        }

        var saved = new List<KeyValuePair<string, Tensor>>();
        var calls = new List<FinishedCall>();
        for (var call = 0; call < source.Calls; call++)
        {
            InterruptSignals.Token.ThrowIfCancellationRequested();
            if (!arguments.GetValue(KeepState))
            {
                interpreter.ResetVariables();
            }

            source.Set(interpreter, call, shapes.IsDeclared ? null : expected);
            var start = Stopwatch.GetTimestamp();
            interpreter.Invoke();
            var time = Stopwatch.GetElapsedTime(start);
            var prefix = source.IsNumbered ? $"call{call}/" : "";
            var outputs = Enumerable.Range(0, interpreter.OutputCount)
                .Select(index => new NamedOutput(
                    interpreter.OutputNames[index], $"{prefix}output/{index}", interpreter.GetOutput(index))).ToList();
            var top = TopOf(arguments, interpreter, outputs, labels, source);
            calls.Add(new FinishedCall(outputs, top, time));
            saved.AddRange(arguments.GetValue(OutputPath) is null ? []
                : outputs.Select(output => KeyValuePair.Create(output.Key, output.Tensor)));
        }

        if (arguments.GetValue(OutputPath) is { } path)
        {
            NpzFile.Write(path, saved, replace: arguments.GetValue(Force));
        }

        if (arguments.GetValue(OutputPath) != "-")
        {
            RunReport.Show(calls, arguments.GetValue(Json));
        }

        return 0;
    }

    /// <summary>The best classes, where they were asked for or the input is one that people want them of; null otherwise.</summary>
    private static IReadOnlyList<IReadOnlyList<TopClass>>? TopOf(
        ParseResult arguments, Interpreter interpreter, List<NamedOutput> outputs, ClassLabels? labels, RunInputs source)
    {
        var asked = arguments.GetValue(Top);
        if (outputs.Count == 0 || (asked is null && labels is null && !source.IsSample))
        {
            return null;
        }

        var scores = outputs[0].Tensor;
        if (scores.ElementType == ElementType.String || scores.ElementCount == 0
            || (scores.Shape.Rank == 0 && asked is null && labels is null))
        {
            return asked is null && labels is null ? null
                : throw new OctavoException(ErrorKind.Usage, "The first output holds no scores.", outputs[0].Name, "numbers", $"{scores}");
        }

        // Only [samples, classes] is surely scores; what looks otherwise is ranked where the user asks.
        var rows = scores.Shape.Rank > 1 ? scores.Shape[0] : 1;
        var count = (int)(scores.ElementCount / rows);
        if (asked is null && labels is null && (count != scores.Shape[-1] || count > MostClassesUnlessTold))
        {
            return null;
        }

        var own = labels ?? source.Classes ?? interpreter.Labels();
        return TopClasses.Of(
            scores, interpreter.Output(0), asked ?? Math.Min(TopUnlessTold, count), labels is null && own?.Count != count ? null : own,
            rows);
    }
}
