using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Writes columns of a value as a <see cref="LinearForm"/>, through matrix products with constants, sums, constant factors, and everything
/// that only moves columns. What it cannot see through is a term. No cell is a sum of several terms, of very many products, or of sums
/// within sums without end: columns that are so are a term as a whole, so that reading them takes no longer in graphs of many paths.
/// </summary>
internal sealed class LinearFormReader
{
    private const int MostTerms = 1;
    private const int MostParts = 512;
    private const int DeepestSum = 32;

    private int terms;
    private int parts;

    public static LinearForm Read(Columns columns) => Read(columns.Trace(), FusedActivation.None);

    /// <param name="columns">Traced.</param>
    /// <param name="activation">The activation of the last node, which is left aside.</param>
    public static LinearForm Read(Columns columns, FusedActivation activation) =>
        new LinearFormReader().Read(columns, activation, 0) ?? Whole(columns);

    /// <returns>Null where there is more than any cell has.</returns>
    private LinearForm? Read(Columns columns, FusedActivation activation, int depth)
    {
        if (columns.Value.FloatConstant()?.CutRow(columns.First, columns.Width) is { } constant)
        {
            return new LinearForm(columns.Width, [], [], constant);
        }

        if (depth < DeepestSum && columns.Value.Producer is { } node)
        {
            switch (node.Operator)
            {
                case Add add when add.Activation == activation:
                case AddN when activation == FusedActivation.None:
                    return CanSum(columns, node) ? Sum(columns, node, depth) : Term(columns, null);
                case Sub sub when sub.Activation == activation && ConstantPart(columns, node, 1) is { } bias && CanSum(columns, node):
                    return Part(columns, node, 0, depth) is { } form
                    ? form with { Bias = ConstantRows.Sum(form.Bias, ConstantComputation.Apply(new Neg(), bias)) } : null;
                case Mul mul when mul.Activation == activation && Scaled(columns, node) is var (factors, other):
                    return Term(other, factors);
                case FullyConnected { WeightsFormat: FullyConnectedWeightsFormat.Default } product when product.Activation == activation
                    && Product(columns, node, node.Input(1), false, node.OptionalInput(2), product.AsymmetricQuantizeInputs) is { } rows:
                    return rows;
                case BatchMatMul { TransposeLeft: false } product when activation == FusedActivation.None
                    && Product(columns, node, node.Input(1), !product.TransposeRight, null, product.AsymmetricQuantizeInputs) is { } rows:
                    return rows;
            }
        }

        return Term(columns, null);
    }

    /// <summary>Zeros.</summary>
    private static LinearForm Nothing(Columns columns) => new(columns.Width, [], [], null);

    private static LinearForm Whole(Columns columns) => new(columns.Width, [], [new LinearTerm(columns, null)], null);

    private LinearForm? Term(Columns columns, Constant? factors) =>
        ++terms > MostTerms ? null : new LinearForm(columns.Width, [], [new LinearTerm(columns, factors)], null);

    /// <summary>Whether every input of a sum is a constant row, or has the columns of the sum.</summary>
    private static bool CanSum(Columns columns, Node node)
    {
        for (var input = 0; input < node.Inputs.Count; input++)
        {
            if (ConstantPart(columns, node, input) is null && columns.Operand(input) is null)
            {
                return false;
            }
        }

        return true;
    }

    private LinearForm? Sum(Columns columns, Node node, int depth)
    {
        var sum = Nothing(columns);
        for (var input = 0; input < node.Inputs.Count; input++)
        {
            if (++parts > MostParts || Part(columns, node, input, depth) is not { } part)
            {
                return null;
            }

            sum += part;
        }

        return sum;
    }

    /// <summary>The constant factors and the columns that they belong to.</summary>
    private static (Constant Factors, Columns Other)? Scaled(Columns columns, Node node)
    {
        for (var input = 0; input < 2; input++)
        {
            if (ConstantPart(columns, node, input) is { } factors && columns.Operand(1 - input) is { } other)
            {
                return (factors, other);
            }
        }

        return null;
    }

    private LinearForm? Part(Columns columns, Node node, int input, int depth) =>
        ConstantPart(columns, node, input) is { } constant ? new LinearForm(columns.Width, [], [], constant)
        : columns.Operand(input) is not { } operand ? null
        : ZeroValues.Are(operand.Value) ? Nothing(columns)
        : Read(operand, FusedActivation.None, depth + 1);

    private static Constant? ConstantPart(Columns columns, Node node, int input) =>
        node.Input(input).FloatConstant()?.CutRow(columns.First, columns.Width);

    private static LinearForm? Product(Columns columns, Node node, Value weights, bool isTransposed, Value? bias, bool isAsymmetric)
    {
        if (MatrixOf(weights) is not { } matrix || node.Input(0).Shape is not { HasRank: true } shape
            || shape.Rank == 0 || shape[-1] != matrix.Shape[isTransposed ? 0 : 1] || !node.Input(0).IsPlainFloat()
            || !node.Output.IsPlainFloat())
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
            form = form with { Products = form.Products.Add(
                new LinearProduct(source, cut, whole, isAsymmetric, first == 0 ? offset : null)) };
            first += width;
        }

        return form;
    }

    /// <summary>A constant matrix of float32, or of bytes with scales.</summary>
    private static Constant? MatrixOf(Value weights)
    {
        var constant = weights.FloatConstant()
            ?? (weights is { ElementType: ElementType.Int8, Quantization: not null, QuantizationDetail: null, Sparsity: null }
                ? weights.Constant : null);
        return constant is { Shape.Rank: >= 2 } && constant.Shape.ElementCountBetween(0, constant.Shape.Rank - 2) == 1
            ? constant.Shape.Rank == 2 ? constant : constant.Under(new Shape(constant.Shape[-2], constant.Shape[-1]))
            : null;
    }

    private static bool IsReadable(AffineQuantization quantization, bool isTransposed) =>
        quantization.IsSymmetric && !isTransposed && (!quantization.IsPerChannel || quantization.Axis == 0);

    /// <summary>The values that a row is joined of, in order; rows that are joined of too many are one value.</summary>
    private static List<(Columns Source, int Width)> Parts(Columns whole)
    {
        var found = new List<(Columns Source, int Width)>();
        var pending = new Stack<Columns>([whole]);
        while (pending.TryPop(out var columns))
        {
            if (Joined(columns) is { } parts)
            {
                foreach (var part in parts.Reverse())
                {
                    pending.Push(part);
                }
            }
            else
            {
                found.Add((columns, columns.Width));
            }

            if (found.Count + pending.Count > MostParts)
            {
                return [(whole, whole.Width)];
            }
        }

        return found;
    }

    /// <summary>What a row is joined of; null where it is not joined.</summary>
    private static Columns[]? Joined(Columns columns)
    {
        if (columns is { IsWhole: true, Value.Producer: { Operator: Concatenation { Activation: FusedActivation.None } join } producer }
            && (join.Axis == -1 || join.Axis == columns.Value.Shape.Rank - 1))
        {
            var parts = producer.Inputs.Select(part => part is null ? null : Columns.Of(part)).ToArray();
            if (parts.All(part => part is not null))
            {
                return [.. parts.Select(part => part!.Value)];
            }
        }

        return null;
    }
}
