using System.Collections.Immutable;

namespace Octavo.Quantization;

/// <summary>
/// What is done with a model, and why: decisions on nodes, which are carried out first, then on every constant that there is by then, each
/// once. Data that can be
/// saved, read by a person and carried out again on the same model.
/// </summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Source">What the model was before: <c>float</c>, or how it was quantized already.</param>
internal sealed record QuantizationPlan(
    string Recipe, string Source, ImmutableArray<NodeDecision> Nodes, ImmutableArray<ValueDecision> Values)
{
    /// <summary>Whether anything is stored in another form.</summary>
    public bool Quantizes() => Values.Any(value => value.Forms.Length != 0);

    /// <summary>The plan that changes nothing, where carrying this one out makes a file no smaller.</summary>
    public QuantizationPlan KeptAsItIs() => this with
    {
        Nodes = [],
        Values = [.. Values.Select(
            value => value.Forms.Length == 0 ? value : value.Keep("the file would not become smaller") with { Clamped = 0, Vanished = 0 })],
    };
}
