using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Octavo.Fuzzing;

/// <summary>
/// The child's side: carries out cases that its parent names on the standard input, and says before each which it is, so that a death is
/// known by its case. Commands: <c>run KIND SEED FIRST MILLISECONDS MOST</c>, <c>one KIND SEED CASE MASK</c>, <c>save KIND SEED CASE MASK
/// FOLDER</c>, <c>file KIND PATH</c>. Answers: <c>B case</c>, <c>E case outcome milliseconds bytes TAB signature TAB details</c>, <c>D next
/// largest</c>.
/// </summary>
internal sealed class Worker : IDisposable
{
    /// <summary>Of the whole process, beyond what it takes when it starts.</summary>
    private const long MostResidentBytes = 1536L << 20;

    /// <summary>Where Linux has one: writing a small file for each case takes less time there.</summary>
    private const string MemoryFolder = "/dev/shm";

    private readonly StreamWriter output =
        new(Console.OpenStandardOutput(), new UTF8Encoding(false, throwOnInvalidBytes: false)) { AutoFlush = false };
    private readonly string folder =
        Path.Combine(Directory.Exists(MemoryFolder) ? MemoryFolder : Path.GetTempPath(), $"octavo-fuzzing-{Environment.ProcessId}");
    private long largestResident;

    public static int Run()
    {
        using var worker = new Worker();
        new Thread(worker.WatchMemory) { IsBackground = true }.Start();
        while (Console.In.ReadLine() is { Length: > 0 } command)
        {
            worker.Obey(command.Split(' ', 6));
        }

        return 0;
    }

    public void Dispose()
    {
        output.Dispose();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Obey(string[] words)
    {
        var kind = FuzzKinds.Find(words[1]);
        if (words[0] == "file")
        {
            var path = string.Join(' ', words[2..]);
            Try(kind, 0, () => Directory.Exists(path) ? FuzzInput.OfFolder(path) : FuzzInput.OfFile(path));
            Say($"D 1 {Interlocked.Exchange(ref largestResident, 0)}");
            return;
        }

        var seed = ulong.Parse(words[2], CultureInfo.InvariantCulture);
        var first = long.Parse(words[3], CultureInfo.InvariantCulture);
        var next = first;
        switch (words[0])
        {
            case "run":
                var start = Stopwatch.GetTimestamp();
                var most = first + long.Parse(words[5], CultureInfo.InvariantCulture);
                for (; next < most
                    && Stopwatch.GetElapsedTime(start).TotalMilliseconds < long.Parse(words[4], CultureInfo.InvariantCulture); next++)
                {
                    Try(kind, seed, next, uint.MaxValue);
                }

                break;
            case "one":
                Try(kind, seed, first, uint.Parse(words[4], CultureInfo.InvariantCulture));
                break;
            default:
                kind.Make(seed, first, uint.Parse(words[4], CultureInfo.InvariantCulture)).WriteTo(words[5]);
                break;
        }

        Say($"D {next} {Interlocked.Exchange(ref largestResident, 0)}");
    }

    private void Try(FuzzKind kind, ulong seed, long index, uint mask) => Try(kind, index, () => kind.Make(seed, index, mask));

    private void Try(FuzzKind kind, long index, Func<FuzzInput> make)
    {
        Say($"B {index}");
        var input = make();
        var result = Examination.Of(kind, input, folder);
        Say(string.Create(CultureInfo.InvariantCulture,
            $"E {index} {result.Outcome} {result.Milliseconds:F3} "
            + $"{result.AllocatedBytes}\t{OneLine(result.Signature)}\t{OneLine(result.Details)}"));
    }

    private void Say(string line)
    {
        output.Write(line + "\n");
        output.Flush();
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" | ").Replace('\t', ' ');

    private void WatchMemory()
    {
        while (true)
        {
            var resident = Environment.WorkingSet;
            largestResident = Math.Max(largestResident, resident);
            if (resident > MostResidentBytes)
            {
                Console.Error.WriteLine($"memory beyond the limit: {resident >> 20} MiB");
                Console.Error.Flush();
                Process.GetCurrentProcess().Kill();
            }

            Thread.Sleep(20);
        }
    }
}
