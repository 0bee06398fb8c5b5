namespace Octavo.Operators;

/// <summary>The lists of operands that a node has.</summary>
internal enum OperandSide
{
    Input,
    Output,

    /// <summary>What a node rounds to between its own steps.</summary>
    Intermediate,
}
