namespace Octavo.Testing;

/// <inheritdoc cref="RecordedFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecordedTheoryAttribute : TheoryAttribute
{
    public RecordedTheoryAttribute() => Skip = SharedFolder.Missing();
}
