using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>A decision on one constant of a model: what is done with it, and why.</summary>
/// <param name="Subgraph">Index of the subgraph.</param>
/// <param name="Id">The value's id in the model: see <see cref="Graphs.Value.Id"/>.</param>
/// <param name="Action">What: <c>int8 per channel (axis 0)</c>, <c>kept float</c>.</param>
/// <param name="Reason">Why, in plain words.</param>
/// <param name="Forms">The stored forms that replace or accompany it; empty where it is kept.</param>
/// <param name="KeepsFloat">Whether it stays as it is, for some readers at least.</param>
internal sealed record ValueDecision(
    int Subgraph, int Id, string Name, ElementType ElementType, ImmutableArray<int> Sizes, string Action, string Reason,
    ImmutableArray<PlannedForm> Forms, bool KeepsFloat)
{
    /// <summary>Elements that became the least or the greatest number of a form, since they lie beyond it.</summary>
    public long Clamped { get; init; }

    /// <summary>Elements that are not zero and became zero, in the form where they are most.</summary>
    public long Vanished { get; init; }

    /// <summary>The reason without what belongs to this constant alone, for summaries.</summary>
    [JsonIgnore]
    public string ReasonKind { get; init; } = "";

    /// <summary>
    /// What stands for the place of its elements in a file: constants with the same number share them. -1 where it is not known.
    /// </summary>
    [JsonIgnore]
    internal int Storage { get; init; } = -1;

    /// <summary>
    /// One name for the elements of constants that share them, so that the writer finds their equal codes; null for a constant alone.
    /// </summary>
    [JsonIgnore]
    internal string? Sharing { get; init; }

    [JsonIgnore]
    public long ElementCount => Sizes.Aggregate(1L, (product, size) => product * size);

    [JsonIgnore]
    public long FloatBytes => ElementType.SizeInBytes(ElementCount);

    /// <summary>Elements and scales of all forms.</summary>
    [JsonIgnore]
    public long QuantizedBytes => (KeepsFloat ? FloatBytes : 0) + Forms.Sum(BytesOf);

    public override string ToString() => $"'{Name}': {Action}: {Reason}";

    internal ValueDecision Keep(string reason, string? kind = null) =>
        this with { Action = $"kept {TypeText(ElementType)}", Reason = reason, ReasonKind = kind ?? reason, Forms = [], KeepsFloat = true };

    internal static string TypeText(ElementType type) => type == ElementType.Float32 ? "float" : PlannedForm.TypeName(type);

    internal long BytesOf(PlannedForm form)
    {
        var solver = form.Scheme.Solver;
        return solver.ElementType.SizeInBytes(ElementCount) + StorageSize.OfScales(this, solver, form.Axis);
    }
}
