using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Contracts that several operators have, and the types of activations that kernels come in.</summary>
internal static class ContractForms
{
    public static ImmutableArray<ElementType> Int8 { get; } = [ElementType.Int8];

    public static ImmutableArray<ElementType> EightBits { get; } = [ElementType.Int8, ElementType.UInt8];

    public static ImmutableArray<ElementType> Signed { get; } = [ElementType.Int8, ElementType.Int16];

    public static ImmutableArray<ElementType> All { get; } = [ElementType.Int8, ElementType.UInt8, ElementType.Int16];

    /// <summary>One input and one output, each with its own scale.</summary>
    public static QuantizationContract Unary(ImmutableArray<ElementType> activations) =>
        new() { Activations = activations, Inputs = [OperandContract.Activation] };

    /// <summary>One input with its own scale; the output's is fixed.</summary>
    public static QuantizationContract Unary(ImmutableArray<ElementType> activations, FixedScale scale) =>
        Unary(activations) with { Outputs = [OperandContract.Fixed(scale)] };

    /// <summary>Two inputs and one output, each with its own scale.</summary>
    public static QuantizationContract Binary(ImmutableArray<ElementType> activations) =>
        new() { Activations = activations, Inputs = [OperandContract.Activation, OperandContract.Activation] };

    /// <summary>Compared by what the codes stand for.</summary>
    public static QuantizationContract Comparison { get; } = Binary(All) with { Outputs = [OperandContract.Untouched] };

    /// <summary>Along axes that the second input names.</summary>
    public static QuantizationContract Reduction(ImmutableArray<ElementType> activations) =>
        new() { Activations = activations, Inputs = [OperandContract.Activation, OperandContract.Index] };

    /// <summary>Elements of one input stand in all outputs, unchanged; the other inputs say which and where.</summary>
    /// <param name="inputs">How many there are.</param>
    /// <param name="moved">The one whose elements are moved.</param>
    public static QuantizationContract Moves(ImmutableArray<ElementType> activations, int inputs = 1, int moved = 0) => new()
    {
        Activations = activations,
        Inputs = [.. Enumerable.Range(0, inputs).Select(input => input == moved ? OperandContract.Activation : OperandContract.Index)],
        Outputs = [OperandContract.SameAsInput(moved)],
    };

    /// <summary>Elements of several inputs stand in the one output, unchanged; the first inputs say which and where.</summary>
    /// <param name="joined">How many inputs hold elements; null for any number.</param>
    /// <param name="indices">How many inputs stand in front of them.</param>
    public static QuantizationContract Joins(ImmutableArray<ElementType> activations, int? joined = null, int indices = 0) => new()
    {
        Activations = activations,
        Inputs = [.. Enumerable.Repeat(OperandContract.Index, indices), .. Enumerable.Repeat(OperandContract.SameAsOutput(0), joined ?? 1)],
        OpenEnd = joined is null ? OperandSide.Input : null,
    };
}
