using System.Collections.Immutable;

namespace Octavo.Passes;

/// <summary>One step of a recurrent layer, as it was found in a graph.</summary>
/// <param name="Operands">What the step reads.</param>
/// <param name="Next">The hidden state that it computes, which is also its output.</param>
internal abstract record RecurrentCell(CellOperands Operands, Columns Next)
{
    /// <summary>Each state with what becomes of it; the hidden state first.</summary>
    public virtual ImmutableArray<(Columns State, Columns Next)> States => [(Operands.Hidden, Next)];

    /// <summary>Every gate, in the order of the operator.</summary>
    public abstract ImmutableArray<CellGate> Gates { get; }

    /// <summary>The products whose rows an operator reads together: those of the input, of the hidden state, of the projection.</summary>
    public virtual ImmutableArray<ImmutableArray<LinearProduct>> Products =>
        [[.. Gates.Select(gate => gate.Input)], [.. Gates.Select(gate => gate.Recurrent)]];

    /// <summary>Whether all weights are float32.</summary>
    public bool IsFloat => Products.All(group => group.All(product => product.Weights.Quantization is null));

    /// <summary>Whether an operator of the run time computes the same of weights that are not all float32.</summary>
    public virtual bool HasHybridForm => HybridProducts.AreAsymmetric(this) is not null;

    /// <summary>
    /// The step before this one, where it computes the same of states that are zeros and were left out; null where there is none.
    /// </summary>
    /// <param name="isInput">Which columns are steps of a sequence.</param>
    public virtual RecurrentCell? StartFromZeros(Func<Columns, bool> isInput) => null;

    /// <summary>Whether another step computes the same of its own input and states.</summary>
    public virtual bool IsSameAs(RecurrentCell other) =>
        other.GetType() == GetType() && Gates.Length == other.Gates.Length && Gates.Zip(other.Gates, (gate, its) => gate.IsSameAs(its))
        .All(isSame => isSame);
}
