using Octavo.Quantization;

namespace Octavo;

/// <summary>Quantizes the weights of a .tflite file.</summary>
/// <param name="recipe">A recipe's name, an alias of one, or the path of a recipe file.</param>
/// <param name="options">Which constants the recipe is applied to.</param>
public sealed class Quantizer(string recipe, WeightQuantizationOptions? options = null)
{
    /// <summary>Whether recurrent loops of the file become operators; see <see cref="Converter.FuseRecurrence"/>.</summary>
    public bool FuseRecurrence { get; init; }

    /// <summary>Quantizes one file into another.</summary>
    /// <exception cref="OctavoException">No such recipe, the file is no valid model, or the result cannot be written.</exception>
    public ConversionReport Quantize(string inputPath, string outputPath) => Prepare(inputPath).ConvertToFile(outputPath);

    /// <summary>Quantizes a file and gives the result's bytes.</summary>
    /// <exception cref="OctavoException">No such recipe, or the file is no valid model.</exception>
    public byte[] Quantize(string inputPath) => Prepare(inputPath).Convert();

    /// <summary>The same on a thread of the thread pool; see <see cref="Converter.ConvertToFileAsync"/>.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; there is no file then.</exception>
    public Task<ConversionReport> QuantizeAsync(
        string inputPath, string outputPath, IProgress<ConversionProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Prepare(inputPath).ConvertToFileAsync(outputPath, true, progress, cancellationToken);

    /// <summary>The same for the result's bytes.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<byte[]> QuantizeAsync(string inputPath, IProgress<ConversionProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Prepare(inputPath).ConvertAsync(progress, cancellationToken);

    private Converter Prepare(string path)
    {
        var converter = Converter.FromTFLite(path);
        converter.Recipe = recipe;
        converter.FuseRecurrence = FuseRecurrence;
        converter.QuantizationOptions = options ?? new WeightQuantizationOptions();
        return converter;
    }
}
