using System.Text.Json.Serialization;

namespace Octavo;

/// <summary>Reading and writing without reflection, which programs compiled ahead of time do not have.</summary>
[JsonSerializable(typeof(ConversionRecord))]
internal sealed partial class ConversionRecordJson : JsonSerializerContext;
