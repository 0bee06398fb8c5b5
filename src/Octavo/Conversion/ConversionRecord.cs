using System.Text.Json.Serialization;

namespace Octavo;

/// <summary>What a file says about its own making: the version, the recipe, and a hash of the model it was made from.</summary>
internal sealed record ConversionRecord(
    [property: JsonPropertyName("octavo")] string Octavo,
    [property: JsonPropertyName("recipe")] string Recipe,
    [property: JsonPropertyName("source_sha256")] string SourceSha256);
