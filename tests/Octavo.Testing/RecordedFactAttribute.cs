namespace Octavo.Testing;

/// <summary>A test that needs the folder <c>shared</c>: skipped, and counted as skipped, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecordedFactAttribute : FactAttribute
{
    public RecordedFactAttribute() => Skip = SharedFolder.Missing();
}
