using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>
/// How nodes read the float constants of a model: themselves, or 16-bit ones through a DEQUANTIZE, which are float weights that another
/// tool has stored in half the bytes.
/// </summary>
internal static class WeightReading
{
    /// <summary>The float32 constant that a node reads, or the float16 one whose reals it reads; null for anything else.</summary>
    public static Value? Source(Value? input) => input switch
    {
        { IsConstant: true, IsVariable: false, ElementType: ElementType.Float32, Sparsity: null } => input,
        { Producer: { Operator: Dequantize } producer } when IsHalf(producer.Input(0)) => producer.Input(0),
        _ => null,
    };

    /// <summary>Whether the constant is stored in 16 bits and only read through DEQUANTIZE.</summary>
    public static bool IsHalf(Value value) =>
        value is { IsConstant: true, IsVariable: false, ElementType: ElementType.Float16, Sparsity: null, Quantization: null,
            QuantizationDetail: null }
        && value.Uses.Count != 0 && value.Uses.All(use => use.Node.Operator is Dequantize);

    /// <summary>The inputs of nodes that read a constant, through its DEQUANTIZEs where it has 16 bits.</summary>
    public static IEnumerable<Use> Readers(Value constant) =>
        IsHalf(constant) ? constant.Uses.SelectMany(use => use.Node.Output.Uses) : constant.Uses;

    /// <summary>The constant's elements as float32.</summary>
    public static Constant Reals(Constant constant) => constant.ElementType == ElementType.Float32
        ? constant
        : constant.Derive(ElementType.Float32, constant.Shape, "as float32",
            halves => Tensor.From(halves.Shape, Array.ConvertAll(halves.Values<Half>().ToArray(), half => (float)half)));
}
