namespace Octavo.Operators;

/// <summary>
/// An activation that an operator applies to its own output. The numbers are those of the schema's ActivationFunctionType.
/// </summary>
internal enum FusedActivation
{
    None = 0,
    Relu = 1,
    ReluMinus1To1 = 2,
    Relu6 = 3,
    Tanh = 4,
    SignBit = 5,
}
