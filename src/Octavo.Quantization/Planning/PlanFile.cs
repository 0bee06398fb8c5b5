using System.Text.Json;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Plans as JSON: what a person can read, change and apply again.</summary>
internal static class PlanFile
{
    public static string ToJson(QuantizationPlan plan) => JsonSerializer.Serialize(plan, PlanJson.Default.QuantizationPlan);

    /// <summary>Writes the file whole or not at all.</summary>
    /// <param name="replace">Whether a file that is there already is replaced.</param>
    public static void Save(QuantizationPlan plan, string path, bool replace = true) =>
        FileReplacement.Write(path, stream => JsonSerializer.Serialize(stream, plan, PlanJson.Default.QuantizationPlan), replace);

    /// <exception cref="OctavoException">The file cannot be read, or is no plan.</exception>
    public static QuantizationPlan Load(string path)
    {
        using var reader = new StreamReader(InputFile.Open(path));
        return Parse(reader.ReadToEnd(), path);
    }

    /// <param name="where">What errors call the text.</param>
    /// <exception cref="OctavoException">The text is no plan (kind InvalidData).</exception>
    public static QuantizationPlan Parse(string json, string where = "plan")
    {
        try
        {
            return PlanElements.Require(JsonSerializer.Deserialize(json, PlanJson.Default.QuantizationPlan)
                ?? throw new JsonException("null"), where);
        }
        catch (JsonException failure)
        {
            throw new OctavoException(ErrorKind.InvalidData, "This is no quantization plan.", where, found: failure.Message,
                inner: failure);
        }
    }
}
