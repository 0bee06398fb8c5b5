namespace Octavo.Operators;

/// <summary>The facet that says, as data, what quantization may do to an operator's operands.</summary>
internal interface IQuantizable
{
    QuantizationContract Contract { get; }
}
