using Microsoft.Win32.SafeHandles;

namespace Octavo.Tensors.Tests;

public sealed class EarlyFlushingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("octavo").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Who asks a stream for its handle empties its buffer: on another thread, in the middle of what is being written.</summary>
    [Fact]
    public void A_large_file_is_asked_for_its_handle_by_the_thread_that_writes_alone()
    {
        using var stream = new WatchedFile(Path.Combine(folder, "large"));
        var early = new EarlyFlushing(stream);
        var part = new byte[8 << 20];
        for (var number = 0; number < 12; number++)
        {
            early.Write(part);
            early.Settle();
        }

        early.FlushToDisk();
        Assert.Equal(12L * part.Length, stream.Length);
        Assert.True(stream.Askers.Count >= 3, $"The handle was asked for {stream.Askers.Count} times.");
        Assert.All(stream.Askers, asker => Assert.Equal(Environment.CurrentManagedThreadId, asker));
    }

    private sealed class WatchedFile(string path) : FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite)
    {
        public List<int> Askers { get; } = [];

        public override SafeFileHandle SafeFileHandle
        {
            get
            {
                lock (Askers)
                {
                    Askers.Add(Environment.CurrentManagedThreadId);
                }

                return base.SafeFileHandle;
            }
        }
    }
}
