using System.Text.Json.Serialization;

namespace Octavo.Cli;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MachineDescription))]
internal sealed partial class MachineDescriptionJson : JsonSerializerContext;
