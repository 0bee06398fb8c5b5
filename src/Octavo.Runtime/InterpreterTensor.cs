namespace Octavo;

/// <summary>What a caller may know of an input or output.</summary>
/// <param name="Name">The signature's name for it, or the file's where there is no signature.</param>
/// <param name="DeclaredShape">As the file has it; sizes may be unknown.</param>
/// <param name="Shape">The present one.</param>
/// <param name="Quantization">How integers stand for reals; null for plain numbers.</param>
public sealed record InterpreterTensor(string Name, ElementType ElementType, Shape DeclaredShape, Shape Shape,
    AffineQuantization? Quantization);
