namespace Octavo.FlatBuffers.Tests;

/// <summary>The committed models and schema that the tests read.</summary>
internal static class TestModels
{
    public static string Schema { get; } = RepositoryFolder.Of("src", "Octavo.FlatBuffers", "Schema");

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Models", name + ".tflite"));
}
