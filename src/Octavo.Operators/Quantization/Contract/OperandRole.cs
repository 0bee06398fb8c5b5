namespace Octavo.Operators;

/// <summary>What an operand of a quantized node is.</summary>
internal enum OperandRole
{
    /// <summary>Stays as it is, whatever the others become: truth values, results that are positions or sizes.</summary>
    Untouched,

    /// <summary>
    /// Has a range that is observed, unless its scale follows from another operand; constants too, which have their range by themselves.
    /// </summary>
    Activation,

    /// <summary>A constant with zero point 0 and one scale, or one for each channel; bytes of 2018 have a zero point.</summary>
    Weight,

    /// <summary>A constant with zero point 0 whose scale is a product of the scales of other operands.</summary>
    Bias,

    /// <summary>Integers that say where, which or how many.</summary>
    Index,

    /// <summary>Lives on from one invocation to the next: everything that reads or writes the same state has one scale.</summary>
    State,
}
