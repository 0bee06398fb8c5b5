namespace Octavo.Quantization;

/// <summary>What turns one channel's values into codes; which members count depends on the arithmetic.</summary>
/// <param name="Step">The real that one code stands for, in the precision that the arithmetic has.</param>
/// <param name="Inverse">The factor of an arithmetic that multiplies.</param>
/// <param name="ZeroPoint">The code of zero.</param>
internal readonly record struct CodeScale(double Step, float Inverse, int ZeroPoint);
