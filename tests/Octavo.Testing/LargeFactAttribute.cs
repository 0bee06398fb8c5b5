namespace Octavo.Testing;

/// <summary>A test that needs gigabytes of disk or memory: run by a script of eng/, skipped in a usual run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LargeFactAttribute : FactAttribute
{
    /// <summary>Set to 1 by who means it.</summary>
    public const string Variable = "OCTAVO_LARGE";

    public LargeFactAttribute() =>
        Skip = Environment.GetEnvironmentVariable(Variable) == "1" ? null : $"it needs gigabytes: eng/large-variables.sh sets {Variable}=1";
}
