using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Octavo.Evaluation;
using Octavo.Runtime;

namespace Octavo.Cli;

/// <summary><c>octavo benchmark</c>: how long an invocation takes.</summary>
internal static class BenchmarkCommand
{
    /// <summary>Microseconds of an invocation beside which telling how far the measuring is takes no time.</summary>
    private const double ShortestShown = 5000;

    private static readonly Argument<string> ModelPath = new("MODEL") { Description = "A .tflite file." };
    private static readonly Option<int> Runs = NumberOption.Whole("--runs", 100,
        "Invocations to measure, after a tenth as many and at least half a second to warm up.", 1, 100_000_000);
    private static readonly Option<bool> Profile = new("--profile") { Description = "Show the slowest nodes." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    public static Command Make()
    {
        var command = new Command("benchmark", "Measures latency, start-up time and memory.")
        {
            ModelPath, KernelOptions.Threads, KernelOptions.Kernels, Runs, Profile, ShapeOptions.Batch, ShapeOptions.InputShape, Json,
        };
        KernelOptions.AddLimitsTo(command);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var path = arguments.GetValue(ModelPath)!;
        var start = Stopwatch.GetTimestamp();
        using var interpreter = Interpreter.Open(path, KernelOptions.Read(arguments));
        var shapes = ShapeOptions.Read(arguments);
        shapes.Apply(interpreter, path);
        interpreter.Prepare();
        var initialization = Stopwatch.GetElapsedTime(start);
        RandomInputs.Set(interpreter, 1);
        List<InterpreterTensor> inputs = [.. Enumerable.Range(0, interpreter.InputCount).Select(interpreter.Input)];
        SayWhatIsOpen(inputs, shapes);
        var runs = arguments.GetValue(Runs);
        var warming = Stopwatch.GetTimestamp();
        for (var run = 0; run < 1 + (runs / 10) || Stopwatch.GetElapsedTime(warming).TotalSeconds < 0.5; run++)
        {
            interpreter.Invoke();
        }

        using var progress = new ProgressReport();
        var times = new double[runs];
        for (var run = 0; run < runs; run++)
        {
            var begin = Stopwatch.GetTimestamp();
            interpreter.Invoke();
            times[run] = Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
            if (times[run] > ShortestShown)
            {
                progress.Report($"measuring {path}", run + 1, runs);
            }
        }

        progress.Dispose();

        Array.Sort(times);
        var steps = arguments.GetValue(Profile) ? ProfileOf(interpreter, runs) : [];
        using var process = Process.GetCurrentProcess();
        Show(arguments, path, inputs, times, initialization, process.PeakWorkingSet64 >> 10, steps);
        return 0;
    }

    /// <summary>An open size is measured as 1, which says little of the sizes that the model is made for.</summary>
    private static void SayWhatIsOpen(List<InterpreterTensor> inputs, InputShapes shapes)
    {
        foreach (var input in inputs.Where(input => !input.DeclaredShape.IsKnown && shapes.IsDeclared))
        {
            IEnumerable<string> sizes =
                input.DeclaredShape.HasRank ? input.DeclaredShape.ToArray().Select(size => size < 0 ? "N" : $"{size}") : ["N"];
            Messages.Warn(
                $"input '{input.Name}' is open, {input.DeclaredShape}, and measured as {input.Shape}; "
                + $"--input-shape {input.Name}={string.Join(',', sizes)} measures another.");
        }
    }

    /// <summary>Each node's fastest time of several runs, the slowest nodes first.</summary>
    private static List<StepTime> ProfileOf(Interpreter interpreter, int runs)
    {
        var fastest = interpreter.InvokeProfiled().ToArray();
        for (var run = 1; run < runs; run++)
        {
            var times = interpreter.InvokeProfiled();
            for (var step = 0; step < fastest.Length; step++)
            {
                fastest[step] = times[step].Time < fastest[step].Time ? times[step] : fastest[step];
            }
        }

        return [.. fastest.OrderByDescending(step => step.Time).Take(15)];
    }

    private static void Show(ParseResult arguments, string path,
        List<InterpreterTensor> inputs, double[] times, TimeSpan initialization, long peakKib, List<StepTime> steps)
    {
        if (arguments.GetValue(Json))
        {
            Console.WriteLine(new JsonObject
            {
                ["model"] = path, ["threads"] = arguments.GetValue(KernelOptions.Threads), ["runs"] = times.Length,
                    ["latency_min_us"] = times[0],
                ["latency_median_us"] = times[times.Length / 2], ["init_ms"] = initialization.TotalMilliseconds, ["peak_kib"] = peakKib,
                ["inputs"] = inputs.ToJson(input => new JsonObject
                {
                    ["name"] = input.Name, ["type"] = input.ElementType.ToString(), ["shape"] = input.Shape.ToArray().ToJson(),
                        ["declared"] = input.DeclaredShape.ToString(),
                }),
                ["profile"] = steps.ToJson(step => new JsonObject
                {
                    ["id"] = step.NodeId, ["node"] = step.Node, ["operator"] = step.Operator, ["us"] = step.Time.TotalMicroseconds,
                }),
            }.ToJsonString());
            return;
        }

        Console.WriteLine(
            $"{path}: fastest {times[0]:F1} us, median {times[times.Length / 2]:F1} us of {times.Length} runs, ready after "
            + $"{initialization.TotalMilliseconds:F1} ms, at most {peakKib} KiB");
        Console.WriteLine(
            $"  measured with {string.Join(", ", inputs.Select(input => $"{input.Name} {input.ElementType} {input.Shape}"))}, threads: "
            + $"{arguments.GetValue(KernelOptions.Threads)}");
        steps.ForEach(step => Console.WriteLine($"{step.Time.TotalMicroseconds,10:F1} us  {step.Operator} {step.Node}"));
    }
}
