using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>An operator whose file says how its hybrid kernel quantizes activations (TFLite's <c>asymmetric_quantize_inputs</c>).</summary>
internal interface IAsymmetricInputs
{
    bool AsymmetricQuantizeInputs { get; }

    /// <summary>The same operator with rows quantized over their own range, zero point included, or symmetrically around 0.</summary>
    Operator WithAsymmetricInputs(bool asymmetric);
}
