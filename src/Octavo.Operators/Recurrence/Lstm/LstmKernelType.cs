namespace Octavo.Operators;

/// <summary>Which list of operands <see cref="Lstm"/> has. The numbers are those of the schema.</summary>
internal enum LstmKernelType
{
    /// <summary>Operands for each gate, states in variables.</summary>
    Full = 0,

    /// <summary>One matrix for all gates and for input and hidden values side by side, states that are read and written.</summary>
    Basic = 1,
}
