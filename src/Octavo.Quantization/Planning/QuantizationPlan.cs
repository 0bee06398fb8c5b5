using System.Collections.Immutable;

namespace Octavo.Quantization;

/// <summary>What is done with every constant of a model, each once, and why: data that can be saved, read by a person and applied again.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Source">What the model was before: <c>float</c>, or how it was quantized already.</param>
internal sealed record QuantizationPlan(string Recipe, string Source, ImmutableArray<PlannedConstant> Constants)
{
    /// <summary>The plan that changes nothing, where carrying this one out makes a file no smaller.</summary>
    public QuantizationPlan KeptAsItIs() => this with
    {
        Constants = [.. Constants.Select(constant => constant.Forms.Length == 0 ? constant : constant.Keep("the file would not become smaller") with { Clamped = 0, Vanished = 0 })],
    };
}
