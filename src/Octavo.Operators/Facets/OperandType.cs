using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>What is known of an operand before its elements are: of a value of a graph, or of one that somebody means to make.</summary>
internal sealed record OperandType(ElementType ElementType, Shape Shape)
{
    /// <summary>How integers stand for reals; null for plain numbers.</summary>
    public AffineQuantization? Quantization { get; init; }

    /// <summary>The block scales or other detail that replaces <see cref="Quantization"/>; null nearly always.</summary>
    public QuantizationDetail? QuantizationDetail { get; init; }

    /// <summary>Whether the elements are known before the model runs.</summary>
    public bool IsConstant { get; init; }

    /// <summary>The elements of a constant, where there are some by now.</summary>
    public Constant? Constant { get; init; }

    /// <summary>Whether the elements are kept from one invocation to the next.</summary>
    public bool IsVariable { get; init; }

    /// <summary>How elements that are not stored are left out of a constant; null for dense ones.</summary>
    public SparsityDetail? Sparsity { get; init; }

    public static OperandType Of(Value value) => new(value.ElementType, value.Shape)
    {
        Quantization = value.Quantization, QuantizationDetail = value.QuantizationDetail, Sparsity = value.Sparsity,
        IsConstant = value.IsConstant, Constant = value.Constant, IsVariable = value.IsVariable,
    };
}
