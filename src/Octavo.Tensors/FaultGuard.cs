namespace Octavo.Tensors;

/// <summary>
/// The outermost guard around reading, planning, running, quantizing and importing: an exception that nobody meant to throw becomes an
/// <see cref="OctavoException"/> that says where it showed, with the exception itself inside. Errors that are meant pass as they are.
/// </summary>
internal static class FaultGuard
{
    /// <summary>
    /// Whether an exception is a fault: neither an error of Octavo's own nor the caller's, from cancelling, disposing or what is called
    /// back.
    /// </summary>
    public static bool IsFault(Exception error) =>
        error is not (OctavoException or OperationCanceledException or ObjectDisposedException or CallbackException);

    /// <summary>
    /// The error that stands for a fault: of kind OutOfMemory where memory ran out, InputOutput where a file failed, Internal otherwise.
    /// </summary>
    /// <param name="where">The node and the file, as far as they are known.</param>
    public static OctavoException Report(Exception fault, string? where) => fault switch
    {
        OctavoException known => known,
        OutOfMemoryException => new(
            ErrorKind.OutOfMemory, "there is not enough memory", where, found: fault.Message,
            hint: "Check the shapes of the model's inputs, or allow more memory (InterpreterOptions.MemoryLimit, --memory-limit).",
            inner: fault),
        InsufficientExecutionStackException => new(
            ErrorKind.LimitReached, "the model is nested too deeply", where, found: fault.Message, inner: fault),
        IOException or UnauthorizedAccessException =>
            new(ErrorKind.InputOutput, "reading or writing failed", where, found: fault.Message, inner: fault),
        _ => new(
            ErrorKind.Internal, "this is a bug of Octavo", where, found: $"{fault.GetType().Name}: {fault.Message}",
            hint: "Please report it, with the file if you may.", inner: fault),
    };

    /// <summary>Does some work under the guard.</summary>
    public static T Run<T>(string? where, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (IsFault(error))
        {
            throw Report(error, where);
        }
    }

    /// <summary>Does some work under the guard.</summary>
    public static void Run(string? where, Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) when (IsFault(error))
        {
            throw Report(error, where);
        }
    }
}
