using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>What quantization may do to one operand of a node, and what its scale is bound to.</summary>
internal sealed record OperandContract(OperandRole Role)
{
    public static OperandContract Activation { get; } = new(OperandRole.Activation);

    public static OperandContract Index { get; } = new(OperandRole.Index);

    public static OperandContract State { get; } = new(OperandRole.State);

    public static OperandContract Untouched { get; } = new(OperandRole.Untouched);

    /// <summary>The operand whose scale and zero point this one must have as well; null where it may have its own.</summary>
    public OperandPlace? SameScaleAs { get; init; }

    /// <summary>The scale that it must have; null where the range decides.</summary>
    public FixedScale? FixedScale { get; init; }

    /// <summary>
    /// For biases: the product that its scale is, the first that holds for the node; none where float kernels alone read it.
    /// </summary>
    public ImmutableArray<ScaleProduct> ScaleProducts { get; init; } = [];

    /// <summary>How a constant here may be stored as weights, under float activations too; null where it may not.</summary>
    public WeightForm? Weight { get; init; }

    /// <summary>The element type that it has beside quantized activations, where that is not the one of its role.</summary>
    public ElementType? Type { get; init; }

    /// <summary>How many bits of its type its codes may use; null for all.</summary>
    public int? Bits { get; init; }

    /// <summary>Whether its zero point is 0 also where its type and role would allow another.</summary>
    public bool IsSymmetric { get; init; }

    /// <summary>Whether its scale is a power of two.</summary>
    public bool HasPowerOfTwoScale { get; init; }

    public static OperandContract SameAsInput(int index) => new(OperandRole.Activation) { SameScaleAs = OperandPlace.Input(index) };

    public static OperandContract SameAsOutput(int index) => new(OperandRole.Activation) { SameScaleAs = OperandPlace.Output(index) };

    public static OperandContract Fixed(FixedScale scale) => new(OperandRole.Activation) { FixedScale = scale };

    public static OperandContract OfWeight(WeightForm form) => new(OperandRole.Weight) { Weight = form };

    /// <summary>A bias whose scale is that of one input times that of another.</summary>
    public static OperandContract Bias(int input, int weights) =>
        new(OperandRole.Bias) { ScaleProducts = [new ScaleProduct([OperandPlace.Input(input), OperandPlace.Input(weights)])] };

    /// <summary>The product that gives the operand's scale at a node; null where none does.</summary>
    public ScaleProduct? ScaleAt(Node node) => ScaleProducts.FirstOrDefault(product => product.HoldsFor(node));

    /// <summary>
    /// The element types that it may have beside activations of a type, the usual one first; empty where it stays as it is.
    /// </summary>
    /// <param name="activations">int8, uint8 or int16.</param>
    public ImmutableArray<ElementType> TypesBeside(ElementType activations) => (Type, Role) switch
    {
        ({ } own, _) => [own],
        (_, OperandRole.Activation or OperandRole.State) => [activations],
        (_, OperandRole.Weight) when activations == ElementType.UInt8 => [ElementType.UInt8],
        (_, OperandRole.Weight) => Weight!.LeastBits switch
        {
            2 => [ElementType.Int8, ElementType.Int4, ElementType.Int2],
            4 => [ElementType.Int8, ElementType.Int4],
            _ => [ElementType.Int8],
        },
        (_, OperandRole.Bias) => activations == ElementType.Int16 ? [ElementType.Int64, ElementType.Int32] : [ElementType.Int32],
        _ => [],
    };

    /// <summary>Whether its zero point may be another than 0 beside activations of a type.</summary>
    public bool MayHaveZeroPoint(ElementType activations) =>
        !IsSymmetric && Role != OperandRole.Bias && (Role != OperandRole.Weight || activations == ElementType.UInt8)
        && TypesBeside(activations) is [ElementType.Int8 or ElementType.UInt8, ..];
}
