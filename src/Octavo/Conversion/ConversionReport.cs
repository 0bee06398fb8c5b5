using Octavo.Passes;
using Octavo.Quantization;
using Octavo.Tensors;

namespace Octavo;

/// <summary>What a conversion or quantization did.</summary>
/// <param name="Bytes">Length of the file that was written.</param>
/// <param name="FloatBytes">
/// Length of the float file: of the .tflite file that was given, or of the one that the same conversion writes without a recipe. The
/// written file is never longer, unless
/// loops of a .tflite file were turned into operators.
/// </param>
/// <param name="Recipe">The recipe's name; null where nothing was quantized.</param>
/// <param name="Operators">How many nodes each operator has, by its TFLite name.</param>
/// <param name="Recurrence">Every recurrent layer and loop: the operator that it became, or why it stays a loop.</param>
/// <param name="Quantization">What was done to every constant, and why; null where nothing was quantized.</param>
public sealed record ConversionReport(
    long Bytes, long FloatBytes, string? Recipe, IReadOnlyDictionary<string, int> Operators, IReadOnlyList<RecurrenceNote> Recurrence,
    QuantizationReport? Quantization)
{
    /// <summary>The same as data that can be carried out again; null where nothing was quantized.</summary>
    internal QuantizationPlan? Plan { get; init; }

    /// <summary>
    /// Writes what was decided about nodes and constants, and why, as JSON: for people, and for <see cref="Converter.Plan"/>.
    /// </summary>
    /// <param name="replace">Whether a file that is there already is replaced.</param>
    /// <exception cref="InvalidOperationException">Nothing was quantized.</exception>
    /// <exception cref="OctavoException">The file cannot be written.</exception>
    public void SavePlan(string path, bool replace = true) =>
        PlanFile.Save(Plan ?? throw new InvalidOperationException("Nothing was quantized, so there is no plan."), path, replace);

    /// <summary>
    /// What the user should know or look at, a sentence each: outputs that were chosen, inputs that vanished, sizes that stay open, weights
    /// that lost more than their
    /// rounding, states that other runtimes must reset.
    /// </summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The first release of TensorFlow Lite that runs every operator of the file; null where it is not known.</summary>
    public string? MinimumRuntime { get; init; }
}
