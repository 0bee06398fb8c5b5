namespace Octavo.Cli.Tests;

public sealed class UntypedFailureTests
{
    [Fact]
    public void What_is_no_typed_error_is_a_fault_of_ours_with_the_file_and_without_a_trace()
    {
        var error = UntypedFailure.Describe(Thrown(() => throw new InvalidOperationException("Sequence contains no elements.")),
            CommandTree.Parse(["inspect", "some/model.tflite"]));
        Assert.Equal((ErrorKind.Internal, 1, "some/model.tflite"), (error.Kind, error.ExitCode, error.Where));
        Assert.Contains("Sequence contains no elements", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error.Message, StringComparison.Ordinal);
        Assert.Contains("--verbose", error.Hint, StringComparison.Ordinal);
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    public void What_the_machine_refuses_ends_with_six()
    {
        Assert.Equal((ErrorKind.OutOfMemory, 6), Described(new InsufficientMemoryException()));
        Assert.Equal((ErrorKind.InputOutput, 6), Described(new IOException("gone")));
        Assert.Equal((ErrorKind.InputOutput, 6), Described(new UnauthorizedAccessException()));
        Assert.Equal((ErrorKind.InputOutput, 6), Described(new AggregateException(new IOException("gone"))));
        Assert.Equal((ErrorKind.Recipe, 2), Described(new AggregateException(new OctavoException(ErrorKind.Recipe, "wrong"))));
    }

    private static (ErrorKind Kind, int ExitCode) Described(Exception failure) =>
        UntypedFailure.Describe(failure, null) is var error ? (error.Kind, error.ExitCode) : default;

    private static Exception Thrown(Action action) => Assert.ThrowsAny<Exception>(action);
}
