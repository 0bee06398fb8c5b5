using System.Runtime.InteropServices;

namespace Octavo.Tensors;

/// <summary>
/// Standard output or standard error, written as it is: nothing is held back, and what cannot be written is an <see cref="IOException"/>.
/// The console's own stream takes a pipe that nobody reads any more for success, and writes into another file where the process was started
/// without the stream.
/// </summary>
internal sealed partial class StandardStream : Stream
{
    private const int Interrupted = 4;
    private const int BrokenPipe = 32;
    private const int BadDescriptor = 9;
    private const int GetDescriptorFlags = 1;
    private const int CloseOnExecution = 1;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly int descriptor;
    private readonly bool isOpen;
    private readonly Stream? console;

    private StandardStream(int descriptor, Func<Stream> open)
    {
        this.descriptor = descriptor;
        if (OperatingSystem.IsWindows())
        {
            console = open();
            isOpen = console != Null;
            return;
        }

        // What a process inherits survives execution; what the runtime opened in the place of a stream that was closed does not.
        isOpen = GetFlags(descriptor, GetDescriptorFlags) is >= 0 and var flags && (flags & CloseOnExecution) == 0;
    }

    public static StandardStream Output { get; } = new(1, Console.OpenStandardOutput);

    public static StandardStream Error { get; } = new(2, Console.OpenStandardError);

    /// <summary>Whether the process was started with the stream at all.</summary>
    public bool IsOpen => isOpen;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Whether a failed write says that the reader of a pipe is gone.</summary>
    public static bool IsReaderGone(IOException failure) => failure.HResult == BrokenPipe;

    /// <exception cref="IOException">The stream is closed or full, or its reader is gone.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!isOpen)
        {
            throw new IOException("It was closed before the program started", BadDescriptor);
        }

        if (console is not null)
        {
            console.Write(buffer);
            return;
        }

        while (!buffer.IsEmpty)
        {
            buffer = buffer[WriteOnce(buffer)..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => console?.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <returns>How many bytes went; 0 where the call must be repeated.</returns>
    private unsafe int WriteOnce(ReadOnlySpan<byte> buffer)
    {
        nint written;
        fixed (byte* start = buffer)
        {
            written = WriteBytes(descriptor, start, (nuint)buffer.Length);
        }

        if (written >= 0)
        {
            return (int)written;
        }

        var error = Marshal.GetLastPInvokeError();
        if (error == Interrupted)
        {
            return 0;
        }

        if (IsFullForNow(error))
        {
            Thread.Sleep(Pause);
            return 0;
        }

        throw new IOException(error == BrokenPipe ? "Its reader closed it" : Marshal.GetPInvokeErrorMessage(error), error);
    }

    /// <summary>EAGAIN: somebody who shares the stream made it non-blocking.</summary>
    private static bool IsFullForNow(int error) => error == (OperatingSystem.IsLinux() ? 11 : 35);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint WriteBytes(int descriptor, byte* bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int GetFlags(int descriptor, int command);
}
