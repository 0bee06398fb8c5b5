namespace Octavo.Operators;

/// <summary>What one operand of an operator may be.</summary>
/// <param name="Name">As messages call it.</param>
/// <param name="Rank">Of a constant; null where any is taken, or the operator's shape rule says which.</param>
/// <param name="ScaledWith">The input that, where it holds integers, makes this one need scales; null where it needs none.</param>
internal sealed record OperandSignature(string Name, TypeSet Types, int? Rank = null, int? ScaledWith = null)
{
    /// <summary>Whether a list of operands may end before this one.</summary>
    public bool MayBeLeftOut { get; init; }

    /// <summary>Whether a list may say that there is none.</summary>
    public bool MayBeAbsent { get; init; }

    public bool MustBeConstant { get; init; }
}
