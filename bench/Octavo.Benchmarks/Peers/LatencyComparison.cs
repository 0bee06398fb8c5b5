using System.Diagnostics;
using Octavo.Evaluation;
using Octavo.Runtime;
using Octavo.Tensors;

namespace Octavo.Benchmarks;

/// <summary>One model in both engines, on the same inputs.</summary>
internal sealed class LatencyComparison : IDisposable
{
    private readonly Interpreter interpreter;
    private readonly PeerProcess peer;

    public LatencyComparison(string model, PeerProcess peer, int threads)
    {
        this.peer = peer;
        interpreter = Interpreter.Open(model, new InterpreterOptions { Threads = threads });
        peer.Ask(new { cmd = "load", model = Path.GetFullPath(model), threads });
        SetInputs(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(model))!, "io.npz"));
    }

    /// <summary>The times of either engine in microseconds, sorted.</summary>
    public (IReadOnlyList<double> Own, IReadOnlyList<double> Peer) Measure(int rounds, TimeSpan turn)
    {
        var (own, other) = (new List<double>(), new List<double>());
        var ownCount = CountFor(turn, count => RunOwn(count));
        var otherCount = CountFor(turn, count => RunPeer(count));
        for (var round = 0; round < rounds; round++)
        {
            own.AddRange(RunOwn(ownCount));
            other.AddRange(RunPeer(otherCount));
        }

        own.Sort();
        other.Sort();
        return (own, other);
    }

    public void Dispose() => interpreter.Dispose();

    /// <summary>How many invocations take about as long as a turn, found by running for one, which warms the engine up as well.</summary>
    private static int CountFor(TimeSpan turn, Func<int, IReadOnlyList<double>> run)
    {
        var fastest = run(3).Min();
        var start = Stopwatch.GetTimestamp();
        do
        {
            fastest = Math.Min(fastest, run(Math.Max(1, (int)(turn.TotalMicroseconds / 10 / fastest))).Min());
        }
        while (Stopwatch.GetElapsedTime(start) < 2 * turn);
        return Math.Max(1, (int)(turn.TotalMicroseconds / fastest));
    }

    private List<double> RunOwn(int count)
    {
        var times = new List<double>(count);
        for (var run = 0; run < count; run++)
        {
            var start = Stopwatch.GetTimestamp();
            interpreter.Invoke();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return times;
    }

    private List<double> RunPeer(int count) =>
        [.. peer.Ask(new { cmd = "run", count }).GetProperty("us").EnumerateArray().Select(time => time.GetDouble())];

    private void SetInputs(string recorded)
    {
        RandomInputs.Set(interpreter, 1);
        using var file = File.Exists(recorded) ? NpzFile.Open(recorded) : null;
        for (var index = 0; index < interpreter.InputCount; index++)
        {
            var key = $"call0/input/{index}";
            if (file is not null && file.Contains(key) && file.Read(key) is var tensor
                && tensor.ElementType == interpreter.Input(index).ElementType)
            {
                interpreter.SetInput(index, tensor);
            }
        }

        for (var index = 0; index < interpreter.InputCount; index++)
        {
            var path = Path.GetTempFileName();
            NpyFile.Write(path, InputTensor(index));
            peer.Ask(new { cmd = "set", input = index, npy = path });
            File.Delete(path);
        }
    }

    private Tensor InputTensor(int index) => interpreter.Input(index) switch
    {
        { ElementType: ElementType.Float32 } input => Tensor.From<float>(input.Shape, interpreter.InputSpan<float>(index).ToArray()),
        { ElementType: ElementType.Int32 } input => Tensor.From<int>(input.Shape, interpreter.InputSpan<int>(index).ToArray()),
        { ElementType: ElementType.Int64 } input => Tensor.From<long>(input.Shape, interpreter.InputSpan<long>(index).ToArray()),
        { ElementType: ElementType.Int8 } input => Tensor.From<sbyte>(input.Shape, interpreter.InputSpan<sbyte>(index).ToArray()),
        { ElementType: ElementType.UInt8 } input => Tensor.From<byte>(input.Shape, interpreter.InputSpan<byte>(index).ToArray()),
        var input => throw new NotSupportedException($"Inputs of {input.ElementType} have no place in this comparison."),
    };
}
