using Octavo.Evaluation;

namespace Octavo;

/// <summary>What equal scores mean for the rank of a label.</summary>
public enum TieRule
{
    /// <summary>Classes of equal score stand in the order of their indices, as arg max gives them.</summary>
    LowestIndexWins,

    /// <summary>The label stands before the others (TensorFlow's in_top_k).</summary>
    LabelWins,

    /// <summary>The label stands after the others.</summary>
    LabelLoses,
}
