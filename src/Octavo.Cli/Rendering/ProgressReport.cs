using System.Globalization;

namespace Octavo.Cli;

/// <summary>
/// How far a piece of work is, with its rate and the time that remains: one line on a terminal that is written anew, from the first second
/// on; a line every few seconds with <c>--verbose</c> where stderr is no terminal; nothing otherwise, and nothing with <c>--quiet</c>.
/// </summary>
internal sealed class ProgressReport : IProgress<(string Stage, long Done, long? Total)>, IDisposable
{
    private static readonly TimeSpan FirstLine = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenChanges = TimeSpan.FromMilliseconds(200);

    /// <summary>A rate of less time says nothing.</summary>
    private static readonly TimeSpan ShortestMeasure = TimeSpan.FromMilliseconds(100);

    /// <summary>Where the terminal does not say how wide it is.</summary>
    private const int UsualWidth = 79;

    private static readonly Lock Gate = new();

    /// <summary>Whose line stands on the terminal; null where none does.</summary>
    private static ProgressReport? visible;

    private readonly TextWriter writer;
    private readonly bool isTerminal;
    private readonly TimeProvider clock;
    private string stage = "";
    private (long Done, long? Total) last;
    private long stageStart;
    private long lastLine;
    private bool wasShown;
    private int shownCharacters;

    public ProgressReport()
        : this(Console.Error, !Console.IsErrorRedirected, TimeProvider.System)
    {
    }

    /// <param name="writer">Where lines go.</param>
    /// <param name="isTerminal">Whether a line can be written anew.</param>
    /// <param name="clock">Says how long something takes.</param>
    internal ProgressReport(TextWriter writer, bool isTerminal, TimeProvider clock)
    {
        (this.writer, this.isTerminal, this.clock) = (writer, isTerminal, clock);
        stageStart = lastLine = clock.GetTimestamp();
    }

    /// <summary>Takes the line of progress away, so that another can be written.</summary>
    public static void ClearLine()
    {
        lock (Gate)
        {
            visible?.Clear();
            visible = null;
        }
    }

    void IProgress<(string Stage, long Done, long? Total)>.Report((string Stage, long Done, long? Total) value) =>
        Report(value.Stage, value.Done, value.Total);

    /// <param name="stage">What is done, such as <c>evaluating model.tflite</c>.</param>
    /// <param name="done">How many units are done.</param>
    /// <param name="total">How many there are; null where nobody knows.</param>
    public void Report(string stage, long done = 0, long? total = null)
    {
        if (Messages.IsQuiet || (!isTerminal && !Messages.IsVerbose))
        {
            return;
        }

        lock (Gate)
        {
            var now = clock.GetTimestamp();
            if (stage != this.stage)
            {
                (this.stage, stageStart) = (stage, now);
            }

            last = (done, total);
            var wait = wasShown ? (isTerminal ? BetweenChanges : BetweenLines) : FirstLine;
            if (clock.GetElapsedTime(lastLine, now) < wait)
            {
                return;
            }

            (lastLine, wasShown) = (now, true);
            Show(Describe(stage, done, total, clock.GetElapsedTime(stageStart, now)));
        }
    }

    /// <summary>Begins with a stage, and shows how far the work is also while nobody reports, until the result is disposed.</summary>
    public IDisposable Watch(string stage)
    {
        Report(stage);
        return new Beat(new Timer(_ => Repeat(), null, FirstLine, BetweenChanges));
    }

    public void Dispose() => ClearLine();

    /// <summary>One line, without an end.</summary>
    public static string Describe(string stage, long done, long? total, TimeSpan elapsed)
    {
        if (done == 0)
        {
            return $"{stage}: {Duration(elapsed)}";
        }

        if (elapsed < ShortestMeasure)
        {
            return total is null ? $"{stage}: {Number(done)}" : $"{stage}: {Number(done)} of {Number(total.Value)}";
        }

        var rate = done / elapsed.TotalSeconds;
        var text = total is { } count ? $"{stage}: {Number(done)} of {Number(count)} ({100.0 * done / Math.Max(1, count):F0} %)"
            : $"{stage}: {Number(done)}";
        text += $", {(rate >= 10 ? Number((long)rate) : rate.ToString("F1", CultureInfo.InvariantCulture))} a second";
        return total > done ? $"{text}, {Duration(TimeSpan.FromSeconds((total.Value - done) / rate))} left" : text;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan time) =>
        time.TotalSeconds < 60 ? $"{time.TotalSeconds:F0} s" : time.TotalMinutes < 60 ? $"{time.Minutes} min {time.Seconds} s"
        : $"{(long)time.TotalHours} h {time.Minutes} min";

    private void Repeat()
    {
        lock (Gate)
        {
            Report(stage, last.Done, last.Total);
        }
    }

    private void Show(string line)
    {
        line = $"octavo: {line}";
        if (!isTerminal)
        {
            writer.WriteLine(line);
            return;
        }

        var width = Console.WindowWidth is >= 20 and <= 200 and var known ? known - 1 : UsualWidth;
        line = line.Length > width ? line[..width] : line;
        writer.Write($"\r{line.PadRight(shownCharacters)}");
        (shownCharacters, visible) = (line.Length, this);
    }

    private void Clear()
    {
        writer.Write($"\r{new string(' ', shownCharacters)}\r");
        shownCharacters = 0;
    }

    /// <summary>Ends a timer, and waits for a line that it is writing.</summary>
    private sealed class Beat(Timer timer) : IDisposable
    {
        public void Dispose()
        {
            using var ended = new ManualResetEvent(false);
            if (timer.Dispose(ended))
            {
                ended.WaitOne();
            }
        }
    }
}
