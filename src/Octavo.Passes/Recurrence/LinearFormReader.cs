using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Writes columns of a value as a <see cref="LinearForm"/>, through matrix products with constants, sums, constant factors, and everything that only moves
/// columns. What it cannot see through is a term.
/// </summary>
internal static class LinearFormReader
{
    public static LinearForm Read(Columns columns) => Read(columns.Trace(), FusedActivation.None);

    /// <param name="columns">Traced.</param>
    /// <param name="activation">The activation of the last node, which is left aside.</param>
    public static LinearForm Read(Columns columns, FusedActivation activation)
    {
        if (columns.Value.FloatConstant()?.CutRow(columns.First, columns.Width) is { } constant)
        {
            return new LinearForm(columns.Width, [], [], constant);
        }

        return (columns.Value.Producer is { } node ? Decompose(columns, node, activation) : null) ?? Term(columns, null);
    }

    private static LinearForm? Decompose(Columns columns, Node node, FusedActivation activation) => node.Operator switch
    {
        Add add when add.Activation == activation => Sum(columns, node),
        AddN when activation == FusedActivation.None => Sum(columns, node),
        Sub sub when sub.Activation == activation => Difference(columns, node),
        Mul mul when mul.Activation == activation => Scaled(columns, node),
        FullyConnected { WeightsFormat: FullyConnectedWeightsFormat.Default } product when product.Activation == activation =>
            Product(columns, node, node.Input(1), false, node.OptionalInput(2), product.AsymmetricQuantizeInputs),
        BatchMatMul { TransposeLeft: false } product when activation == FusedActivation.None =>
            Product(columns, node, node.Input(1), !product.TransposeRight, null, product.AsymmetricQuantizeInputs),
        _ => null,
    };

    /// <summary>Zeros.</summary>
    private static LinearForm Nothing(Columns columns) => new(columns.Width, [], [], null);

    private static LinearForm Term(Columns columns, Constant? factors) => new(columns.Width, [], [new LinearTerm(columns, factors)], null);

    private static LinearForm? Sum(Columns columns, Node node)
    {
        var sum = Nothing(columns);
        for (var input = 0; input < node.Inputs.Count; input++)
        {
            if (Part(columns, node, input) is not { } part)
            {
                return null;
            }

            sum += part;
        }

        return sum;
    }

    private static LinearForm? Difference(Columns columns, Node node) =>
        Part(columns, node, 0) is { } form && ConstantPart(columns, node, 1) is { } bias
            ? form with { Bias = ConstantRows.Sum(form.Bias, ConstantComputation.Apply(new Neg(), bias)) }
            : null;

    private static LinearForm? Scaled(Columns columns, Node node)
    {
        for (var input = 0; input < 2; input++)
        {
            if (ConstantPart(columns, node, input) is { } factors && columns.Operand(1 - input) is { } other)
            {
                return Term(other, factors);
            }
        }

        return null;
    }

    private static LinearForm? Part(Columns columns, Node node, int input) =>
        ConstantPart(columns, node, input) is { } constant ? new LinearForm(columns.Width, [], [], constant)
        : columns.Operand(input) is not { } operand ? null
        : ZeroValues.Are(operand.Value) ? Nothing(columns)
        : Read(operand);

    private static Constant? ConstantPart(Columns columns, Node node, int input) => node.Input(input).FloatConstant()?.CutRow(columns.First, columns.Width);

    private static LinearForm? Product(Columns columns, Node node, Value weights, bool isTransposed, Value? bias, bool isAsymmetric)
    {
        if (MatrixOf(weights) is not { } matrix || node.Input(0).Shape is not { HasRank: true } shape
            || shape.Rank == 0 || shape[-1] != matrix.Shape[isTransposed ? 0 : 1] || !node.Input(0).IsPlainFloat() || !node.Output.IsPlainFloat())
        {
            return null;
        }

        var offset = bias is null ? null : bias.FloatConstant()?.CutRow(columns.First, columns.Width);
        if ((bias is not null && offset is null) || (weights.Quantization is { } quantization && !IsReadable(quantization, isTransposed)))
        {
            return null;
        }

        var whole = new Columns(node.Input(0), 0, shape[-1]).Trace();
        var form = Nothing(columns);
        var first = 0;
        foreach (var (source, width) in Parts(whole))
        {
            var cut = new WeightCut(matrix, weights.Quantization, isTransposed, columns.First, columns.Width, first, width);
            form = form with { Products = form.Products.Add(new LinearProduct(source, cut, whole, isAsymmetric, first == 0 ? offset : null)) };
            first += width;
        }

        return form;
    }

    /// <summary>A constant matrix of float32, or of bytes with scales.</summary>
    private static Constant? MatrixOf(Value weights)
    {
        var constant = weights.FloatConstant()
            ?? (weights is { ElementType: ElementType.Int8, Quantization: not null, QuantizationDetail: null, Sparsity: null } ? weights.Constant : null);
        return constant is { Shape.Rank: >= 2 } && constant.Shape.ElementCountBetween(0, constant.Shape.Rank - 2) == 1
            ? constant.Shape.Rank == 2 ? constant : constant.Under(new Shape(constant.Shape[-2], constant.Shape[-1]))
            : null;
    }

    private static bool IsReadable(AffineQuantization quantization, bool isTransposed) =>
        quantization.IsSymmetric && !isTransposed && (!quantization.IsPerChannel || quantization.Axis == 0);

    /// <summary>The values that a row is joined of, in order.</summary>
    private static IEnumerable<(Columns Source, int Width)> Parts(Columns columns)
    {
        if (columns is { IsWhole: true, Value.Producer: { Operator: Concatenation { Activation: FusedActivation.None } join } producer }
            && (join.Axis == -1 || join.Axis == columns.Value.Shape.Rank - 1))
        {
            var parts = producer.Inputs.Select(part => part is null ? null : Columns.Of(part)).ToArray();
            if (parts.All(part => part is not null))
            {
                return parts.SelectMany(part => Parts(part!.Value));
            }
        }

        return [(columns, columns.Width)];
    }
}
