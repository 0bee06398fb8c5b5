namespace Octavo.TensorFlow.Tests;

/// <summary>Which models the tests read.</summary>
internal static class TestModels
{
    /// <summary>Whether a shared file is one that something is wrong with, with tests of its own.</summary>
    public static bool IsFault(string path) =>
        path.Contains($"{Path.DirectorySeparatorChar}faults{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    /// <summary>A copy of one of the test project's models.</summary>
    public static string Find(string name) => Path.Combine(AppContext.BaseDirectory, "Models", name);
}
