using System.CommandLine;
using System.Globalization;

namespace Octavo.Benchmarks;

/// <summary><c>latency MODEL...</c>: latencies of Octavo and a peer, in turns within one run.</summary>
internal static class LatencyCommand
{
    private static readonly Argument<string[]> Models =
        new("MODEL") { Arity = ArgumentArity.OneOrMore, Description = ".tflite files; an io.npz beside one gives its inputs." };
    private static readonly Option<string> Peer =
        new("--peer") { Required = true, Description = "The peer's script: a process driven by JSON lines." };
    private static readonly Option<string> Python =
        new("--python") { DefaultValueFactory = _ => "python3", Description = "What runs the script." };
    private static readonly Option<int> Threads =
        new("--threads") { DefaultValueFactory = _ => 1, Description = "Threads of either engine." };
    private static readonly Option<int> Rounds = new("--rounds") { DefaultValueFactory = _ => 10, Description = "Turns of each engine." };
    private static readonly Option<double> Milliseconds =
        new("--milliseconds") { DefaultValueFactory = _ => 200, Description = "How long a turn takes, about." };

    public static Command Make()
    {
        var command = new Command("latency", "Measures Octavo and a peer in turns: fastest and median time of an invocation.") { Models,
            Peer, Python, Threads, Rounds, Milliseconds };
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult arguments)
    {
        using var peer = new PeerProcess(arguments.GetValue(Python)!, arguments.GetValue(Peer)!);
        Console.WriteLine("model\toctavo fastest us\toctavo median us\tpeer fastest us\tpeer median us\tpeer / octavo (medians)");
        foreach (var model in arguments.GetValue(Models)!)
        {
            using var comparison = new LatencyComparison(model, peer, arguments.GetValue(Threads));
            var (own, other) = comparison.Measure(arguments.GetValue(Rounds), TimeSpan.FromMilliseconds(arguments.GetValue(Milliseconds)));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{model}\t{own[0]:F1}\t{own[own.Count / 2]:F1}\t{other[0]:F1}\t{other[other.Count / 2]:F1}"
                + $"\t{other[other.Count / 2] / own[own.Count / 2]:F2}"));
        }
    }
}
