using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>One stored form of a constant and who reads it.</summary>
/// <param name="Solver">The name of the solver that makes it.</param>
/// <param name="Bits">How many bits a code has.</param>
/// <param name="Axis">The axis that scales run along; null for a single scale, or none.</param>
/// <param name="AsymmetricInputs">Whether readers that compute with the codes quantize their activations with a zero point.</param>
internal sealed record PlannedForm(
    string Solver, int Bits, int? Axis, WeightPlacement Placement, bool AsymmetricInputs, ImmutableArray<PlannedReader> Readers)
{
    /// <summary>How many neighbours along the last axis share a scale; null where tensors or channels do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? BlockSize { get; init; }

    [JsonIgnore]
    public WeightScheme Scheme => new(Solver, Bits, Axis, BlockSize);

    /// <summary>What the report calls it: <c>int8 per channel (axis 0)</c>.</summary>
    public string Describe()
    {
        var solver = Scheme.Solver;
        var type = Solver == WeightSolvers.SignedBytesTypedUInt8 ? "signed bytes typed uint8" : TypeName(solver.ElementType);
        return BlockSize is { } size ? $"{type} in blocks of {size}"
            : Axis is { } axis ? $"{type} per channel (axis {axis})" : solver.Measures ? $"{type} per tensor" : type;
    }

    internal static string TypeName(ElementType type) => type.ToString().ToLowerInvariant();
}
