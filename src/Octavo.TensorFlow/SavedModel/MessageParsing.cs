using System.Buffers;
using Google.Protobuf;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Parses a message, unknown fields skipped, with depth and lengths bounded by the parser and by the bytes that are there.
/// </summary>
internal static class MessageParsing
{
    /// <exception cref="OctavoException">The bytes are no such message.</exception>
    public static T Parse<T>(MessageParser<T> parser, ReadOnlyMemory<byte> bytes, string where, string what)
        where T : IMessage<T>
    {
        try
        {
            return parser.WithDiscardUnknownFields(true).ParseFrom(new ReadOnlySequence<byte>(bytes));
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new OctavoException(ErrorKind.MalformedModel, $"This is no {what}.", where, $"a protobuf message ({what})", error.Message,
                inner: error);
        }
    }

    /// <summary>The message; null where the bytes are none.</summary>
    public static T? TryParse<T>(MessageParser<T> parser, ReadOnlyMemory<byte> bytes)
        where T : class, IMessage<T>
    {
        try
        {
            return parser.WithDiscardUnknownFields(true).ParseFrom(new ReadOnlySequence<byte>(bytes));
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
