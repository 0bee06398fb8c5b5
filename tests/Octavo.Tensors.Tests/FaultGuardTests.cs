namespace Octavo.Tensors.Tests;

public sealed class FaultGuardTests
{
    public static TheoryData<Exception, ErrorKind> Faults => new()
    {
        { new DivideByZeroException(), ErrorKind.Internal },
        { new ArgumentNullException("value"), ErrorKind.Internal },
        { new InvalidOperationException("Sequence contains no elements"), ErrorKind.Internal },
        { new InsufficientMemoryException(), ErrorKind.OutOfMemory },
        { new InsufficientExecutionStackException(), ErrorKind.LimitReached },
        { new IOException("gone"), ErrorKind.InputOutput },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_becomes_an_error_that_says_where_and_keeps_it(Exception fault, ErrorKind kind)
    {
        var error = Assert.Throws<OctavoException>(() => FaultGuard.Run("model.tflite, ADD 'sum'", () => throw fault));
        Assert.Equal(kind, error.Kind);
        Assert.Equal("model.tflite, ADD 'sum'", error.Where);
        Assert.Same(fault, error.InnerException);
    }

    [Fact]
    public void Errors_that_are_meant_and_the_callers_own_pass()
    {
        var meant = new OctavoException(ErrorKind.Usage, "meant");
        Assert.Same(meant, Assert.Throws<OctavoException>(() => FaultGuard.Run("file", () => throw meant)));
        Assert.Throws<OperationCanceledException>(() => FaultGuard.Run("file", () => throw new OperationCanceledException()));
        Assert.Throws<ObjectDisposedException>(() => FaultGuard.Run("file", () => throw new ObjectDisposedException("model")));
        Assert.Equal(7, FaultGuard.Run("file", () => 7));
    }
}
