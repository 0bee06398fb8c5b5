using System.Text;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>
/// The process's text streams. What cannot be written to stdout is an error of the command (kind InputOutput); what cannot be written to
/// stderr is remembered, since there is nowhere left to say it.
/// </summary>
internal static class ConsoleText
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Whether something that should have gone to stderr did not.</summary>
    public static bool LostMessages { get; private set; }

    public static void Open()
    {
        Console.SetOut(new StreamWriter(new CheckedStream(StandardStream.Output, FailOutput), Encoding) { AutoFlush = true });
        Console.SetError(
            new StreamWriter(new CheckedStream(StandardStream.Error, _ => LostMessages = true), Encoding) { AutoFlush = true });
    }

    private static void FailOutput(IOException failure) => throw new OctavoException(
        ErrorKind.InputOutput, "The output cannot be written.", "standard output",
        found: char.ToLowerInvariant(failure.Message[0]) + failure.Message[1..].TrimEnd('.'), inner: failure);

    private sealed class CheckedStream(Stream stream, Action<IOException> fail) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try
            {
                stream.Write(buffer);
            }
            catch (IOException failure)
            {
                fail(failure);
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
