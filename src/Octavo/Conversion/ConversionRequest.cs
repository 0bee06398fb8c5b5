using Octavo.Quantization;

namespace Octavo;

/// <summary>What is to be done with an imported model.</summary>
/// <param name="Recipe">Null for a float file.</param>
/// <param name="FusesFileRecurrence">Whether recurrent loops of a .tflite file become operators.</param>
/// <param name="TargetRuntime">The release of TensorFlow Lite that the file is for; null for any.</param>
internal sealed record ConversionRequest(Recipe? Recipe, WeightQuantizationOptions Options, bool FusesFileRecurrence, Version? TargetRuntime = null)
{
    public string RecipeName => Recipe?.Name ?? "float";
}
