using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Octavo.Fuzzing;

/// <summary>The parent's side of a <see cref="Worker"/>: started anew when it died, and killed when a case takes too long.</summary>
/// <param name="environment">For the child.</param>
/// <param name="mostCases">Of one child: native memory and what tables keep grow with the cases, and are no fault of the last one.</param>
internal sealed class WorkerProcess(IReadOnlyDictionary<string, string> environment, long mostCases = WorkerProcess.MostCases) : IDisposable
{
    private const long MostCases = 4000;

    /// <summary>Of the child's processors: other programs on the machine make no case a hang.</summary>
    private static readonly TimeSpan LongestCase = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);
    private const int MostErrorCharacters = 16_000;

    private readonly StringBuilder errors = new();
    private BlockingCollection<string> lines = [];
    private Process? process;
    private long cases;

    /// <summary>Largest memory of the child since it was asked last.</summary>
    public long ResidentBytes { get; private set; }

    /// <summary>How many children there were.</summary>
    public int Started { get; private set; }

    /// <summary>Cases from one on, for some time and as many as the child has left.</summary>
    /// <returns>The number of the next case.</returns>
    public long Run(string kind, ulong seed, long first, TimeSpan time, long most, Action<CaseReport> report)
    {
        Renew();
        Send($"run {kind} {seed} {first} {(long)time.TotalMilliseconds} {Math.Min(most, mostCases - cases)}");
        return Follow(first, report);
    }

    /// <summary>One case with some of its changes.</summary>
    public CaseReport One(string kind, ulong seed, long index, uint mask)
    {
        CaseReport? found = null;
        Send($"one {kind} {seed} {index} {mask}");
        Follow(index, report => found = report);
        return found!;
    }

    /// <summary>A file, or a folder of files, as it is.</summary>
    public CaseReport Path(string kind, string path)
    {
        CaseReport? found = null;
        Send($"file {kind} {path}");
        Follow(0, report => found = report);
        return found!;
    }

    /// <summary>Writes the input of a case into a folder.</summary>
    public void Save(string kind, ulong seed, long index, uint mask, string folder)
    {
        Send($"save {kind} {seed} {index} {mask} {folder}");
        Follow(index, _ => { });
    }

    public void Dispose()
    {
        if (process is not null)
        {
            if (!process.HasExited)
            {
                process!.Kill();
            }

            process.Dispose();
        }

        lines.Dispose();
    }

    private void Send(string command)
    {
        if (process is null || process.HasExited)
        {
            Start();
        }

        process!.StandardInput.WriteLine(command);
        process.StandardInput.Flush();
    }

    /// <summary>Lets a child that has tried its cases end, so that the next command starts another one.</summary>
    private void Renew()
    {
        if (cases < mostCases || process is null)
        {
            return;
        }

        cases = 0;
        if (!process.HasExited)
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(LongestEnd))
            {
                process.Kill();
                process.WaitForExit();
            }
        }
    }

    private void Start()
    {
        process?.Dispose();
        cases = 0;
        Started++;
        errors.Clear();
        lines = [];
        var own = lines;
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(WorkerProcess).Assembly.Location, "worker"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x50000000";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                own.CompleteAdding();
            }
            else
            {
                own.Add(line.Data);
            }
        };
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
            {
                _ = errors.Length < MostErrorCharacters ? errors.AppendLine(line.Data) : errors;
            }
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private long Follow(long first, Action<CaseReport> report)
    {
        var current = first;
        while (NextLine() is { } line)
        {
            var words = line.Split('\t');
            var head = words[0].Split(' ');
            switch (head[0])
            {
                case "B":
                    current = long.Parse(head[1], CultureInfo.InvariantCulture);
                    break;
                case "E":
                    report(new CaseReport(
                        current, Enum.Parse<Outcome>(head[2]), double.Parse(head[3], CultureInfo.InvariantCulture),
                        long.Parse(head[4], CultureInfo.InvariantCulture), words[1], words[2]));
                    current++;
                    cases++;
                    break;
                default:
                    ResidentBytes = long.Parse(head[2], CultureInfo.InvariantCulture);
                    return long.Parse(head[1], CultureInfo.InvariantCulture);
            }
        }

        process!.WaitForExit();
        report(Death(current));
        return current + 1;
    }

    /// <summary>Null when the child is dead; it is killed when it computes one case for too long.</summary>
    private string? NextLine()
    {
        TimeSpan? before = null;
        var wait = Stopwatch.StartNew();
        while (!lines.IsCompleted)
        {
            if (lines.TryTake(out var line, TimeSpan.FromMilliseconds(500)))
            {
                return line;
            }

            var spent = SpentTime();
            before ??= spent;
            if (spent - before > LongestCase || wait.Elapsed > LongestWait)
            {
                lock (errors)
                {
                    errors.Insert(0, "time beyond the limit\n");
                }

                process!.Kill();
            }
        }

        return null;
    }

    /// <summary>Null where the child died meanwhile.</summary>
    private TimeSpan? SpentTime()
    {
        try
        {
            process!.Refresh();
            return process.TotalProcessorTime;
        }
        catch (Exception failure) when (failure is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private CaseReport Death(long index)
    {
        string text;
        lock (errors)
        {
            text = errors.ToString();
        }

        var cause = text.StartsWith("time beyond", StringComparison.Ordinal) ? "hang"
            : text.Contains("memory beyond", StringComparison.Ordinal) ? "memory" : $"death exit{process!.ExitCode}";
        return new CaseReport(index, Outcome.Fault, LongestCase.TotalMilliseconds, 0, $"{cause} < {Examination.Frames(text, 2)}", text);
    }
}
