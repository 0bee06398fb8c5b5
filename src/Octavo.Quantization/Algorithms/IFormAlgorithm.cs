namespace Octavo.Quantization;

/// <summary>
/// Proposes the form of a constant where one node reads it. Of all rules with such algorithms the last that applies wins.
/// </summary>
internal interface IFormAlgorithm : IQuantizationAlgorithm
{
    /// <summary>Decides the use: a form, or a reason to keep it.</summary>
    void Propose(WeightUse use, AlgorithmConfiguration configuration);
}
