using System.CommandLine;

namespace Octavo.Cli;

/// <summary>Turns exceptions that are not ours into errors with a kind: what the machine refused, or else a fault of Octavo.</summary>
internal static class UntypedFailure
{
    /// <param name="failure">What was thrown.</param>
    /// <param name="parsed">The command line, which names the file; null where it could not be read.</param>
    public static OctavoException Describe(Exception failure, ParseResult? parsed)
    {
        var where = ModelOf(parsed);
        return failure switch
        {
            AggregateException { InnerExceptions: [var single] } => single as OctavoException ?? Describe(single, parsed),
            OutOfMemoryException => new OctavoException(ErrorKind.OutOfMemory, "There is not enough memory.", where, inner: failure),
            IOException or UnauthorizedAccessException => new OctavoException(
                ErrorKind.InputOutput, "Reading or writing failed.", where, found: failure.Message.TrimEnd('.'), inner: failure),
            _ => new OctavoException(
                ErrorKind.Internal, "This is a fault of Octavo, not of what it was given.", where,
                found: $"{failure.GetType().Name}, {failure.Message.TrimEnd('.')}",
                hint: Messages.IsVerbose ? "Please report it with the model and the lines below."
                    : "Please report it with the model and what the option --verbose adds.", inner: failure),
        };
    }

    private static string? ModelOf(ParseResult? parsed) =>
        parsed?.CommandResult.Command.Arguments is [var first, ..] && parsed.GetResult(first)?.Tokens is [var token, ..] ? token.Value
        : null;
}
