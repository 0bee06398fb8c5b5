namespace Octavo.Operators;

/// <summary>Which inputs of a node make one direction of a simple recurrent layer.</summary>
/// <param name="Weights">[units, depth].</param>
/// <param name="RecurrentWeights">[units, units].</param>
/// <param name="Bias">[units], optional.</param>
/// <param name="State">[batch, units]: a variable, or a computed value or constant that each run starts from.</param>
/// <param name="AuxiliaryWeights">[units, auxiliary depth]; null where the direction reads no auxiliary input.</param>
internal readonly record struct RnnOperands(int Weights, int RecurrentWeights, int Bias, int State, int? AuxiliaryWeights = null);
