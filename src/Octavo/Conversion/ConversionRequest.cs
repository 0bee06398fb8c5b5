using Octavo.Quantization;

namespace Octavo;

/// <summary>What is to be done with an imported model.</summary>
/// <param name="Recipe">Null for a float file, or where there is a plan.</param>
/// <param name="Options">What is changed about the recipe.</param>
/// <param name="FusesFileRecurrence">Whether recurrent loops of a .tflite file become operators.</param>
/// <param name="TargetRuntime">The release of TensorFlow Lite that the file is for; null for any.</param>
internal sealed record ConversionRequest(
    Recipe? Recipe, WeightQuantizationOptions Options, bool FusesFileRecurrence, Version? TargetRuntime = null)
{
    /// <summary>What is to be carried out in place of a recipe.</summary>
    public QuantizationPlan? Plan { get; init; }

    public bool Quantizes => Recipe is not null || Plan is not null;

    public string RecipeName => Plan?.Recipe ?? Recipe?.Name ?? "float";
}
