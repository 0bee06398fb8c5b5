namespace Octavo;

/// <summary>Which form of a kernel runs. All forms give the same bits.</summary>
public enum KernelMode
{
    /// <summary>The first supported form of the family's list of variants.</summary>
    Fastest,

    /// <summary>The scalar form.</summary>
    Reference,
}
