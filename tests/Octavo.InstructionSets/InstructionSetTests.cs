using System.Diagnostics;

namespace Octavo.InstructionSets;

/// <summary>Every operator in processes that may use fewer instruction sets than the machine has: the same bits from each.</summary>
public sealed class InstructionSetTests
{
    private static readonly Lazy<Digest> AsTheMachineIs = new(() => Digest.Of([]));

    /// <summary>The switches that .NET 10 reads, and an instruction set that is gone then.</summary>
    public static TheoryData<string, string, string?> Modes => new()
    {
        { "EnableAVX512", "0", "AVX-512F" },
        { "EnableAVX2", "0", "AVX2" },
        { "EnableHWIntrinsic", "0", "SSE4.1" },
        { "PreferredVectorBitWidth", "512", null },
        { "PreferredVectorBitWidth", "128", null },
    };

    [Theory]
    [MemberData(nameof(Modes))]
    public void Fewer_instruction_sets_give_the_same_bits(string name, string value, string? absent)
    {
        var digest = Digest.Of([KeyValuePair.Create($"DOTNET_{name}", value)]);
        Assert.DoesNotContain(absent ?? "nothing", digest.InstructionSets);
        Assert.Equal(AsTheMachineIs.Value.Lines, digest.Lines);
        Assert.Equal(absent is "AVX2" or "SSE4.1", digest.SlowForms != AsTheMachineIs.Value.SlowForms);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits_and_most_operators_take_part()
    {
        var lines = AsTheMachineIs.Value.Lines.Select(line => line.Split([", 1 threads: ", ", 3 threads: "], StringSplitOptions.None))
            .GroupBy(parts => parts[0]).ToList();
        Assert.InRange(lines.Count, 60, int.MaxValue);
        Assert.All(lines, sample => Assert.Single(sample.Select(parts => parts[1]).Distinct()));
    }

    private sealed record Digest(IReadOnlyList<string> InstructionSets, string SlowForms, IReadOnlyList<string> Lines)
    {
        public static Digest Of(IEnumerable<KeyValuePair<string, string>> environment)
        {
            var start = new ProcessStartInfo("dotnet",
                [Path.Combine(AppContext.BaseDirectory, "Octavo.KernelDigest.dll")]) { RedirectStandardOutput = true };
            foreach (var (name, value) in environment)
            {
                start.Environment[name] = value;
            }

            using var process = Process.Start(start)!;
            var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return new Digest(lines[0].Split(' '), lines[2], lines[3..]);
        }
    }
}
