namespace Octavo.Testing;

/// <summary>A test of what only some systems have: skipped, and counted as skipped, on the others.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SystemFactAttribute : FactAttribute
{
    /// <param name="platforms">Names as of <see cref="OperatingSystem.IsOSPlatform"/>.</param>
    public SystemFactAttribute(params string[] platforms)
    {
        Platforms = platforms;
        Skip = Array.Exists(platforms, OperatingSystem.IsOSPlatform) ? null
            : $"it is about files, signals or shells of {string.Join(", ", platforms)}";
    }

    public IReadOnlyList<string> Platforms { get; }
}
