using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>
/// Reads what cells of recurrent layers are made of: products, sums, activations, bounds. Operands of commutative operators stand in any
/// order.
/// </summary>
internal static class CellExpressions
{
    /// <summary>The two factors, in both orders; none where the columns are no product of two values.</summary>
    public static IEnumerable<(Columns One, Columns Other)> Factors(this Columns columns) => Operands<Mul>(columns, mul => mul.Activation);

    /// <summary>The two summands, in both orders.</summary>
    public static IEnumerable<(Columns One, Columns Other)> Summands(this Columns columns) => Operands<Add>(columns, add => add.Activation);

    /// <summary>x, where the columns are logistic(x).</summary>
    public static Columns? LogisticOperand(this Columns columns) =>
        columns.Value.Producer is { Operator: Logistic } ? columns.Operand(0) : null;

    /// <summary>x, where the columns are 1 - x.</summary>
    public static Columns? ComplementOperand(this Columns columns) =>
        columns.Value.Producer is { Operator: Sub { Activation: FusedActivation.None } } node && node.Input(0).Number() == 1
        ? columns.Operand(1) : null;

    /// <summary>
    /// The operand of an activation that stands as a node of its own; the columns themselves, and no activation, for anything else.
    /// </summary>
    public static (FusedActivation Activation, Columns Operand) Activated(this Columns columns)
    {
        var activation = IActivation.Of(columns.Value.Producer?.Operator);
        return activation != FusedActivation.None && columns.Operand(0) is { } operand ? (activation, operand)
            : (FusedActivation.None, columns);
    }

    /// <summary>Activation and linear form, where the activation may be part of the last node.</summary>
    public static (FusedActivation Activation, LinearForm Form) ActivatedForm(this Columns columns)
    {
        var (activation, operand) = columns.Activated();
        if (activation != FusedActivation.None)
        {
            return (activation, LinearFormReader.Read(operand));
        }

        var fused = columns.Value.Producer is { } node ? IFusedActivation.Of(node.Operator) ?? FusedActivation.None : FusedActivation.None;
        return (fused, LinearFormReader.Read(columns, fused));
    }

    /// <summary>
    /// The limit and x, where the columns are x held in [-limit, limit]; 0 and the columns themselves where they are not.
    /// </summary>
    public static (float Limit, Columns Operand) Clipped(this Columns columns)
    {
        if (columns.Value.Producer is { Operator: ReluMinus1To1 } && columns.Operand(0) is { } bounded)
        {
            return (1, bounded);
        }

        return Bound<Minimum>(columns) is (var upper, { } inner) && Bound<Maximum>(inner) is (var lower, { } operand) && upper > 0
            && lower == -upper ? (upper, operand)
            : Bound<Maximum>(columns) is (var least, { } within) && Bound<Minimum>(within) is (var most, { } source) && most > 0
                && least == -most ? (most, source)
            : (0, columns);
    }

    private static (float Number, Columns Operand)? Bound<TOperator>(Columns columns)
        where TOperator : Operator
    {
        if (columns.Value.Producer is { Operator: TOperator } node)
        {
            for (var input = 0; input < 2; input++)
            {
                if (node.Input(input).Number() is { } number && columns.Operand(1 - input) is { } operand)
                {
                    return (number, operand);
                }
            }
        }

        return null;
    }

    private static IEnumerable<(Columns One, Columns Other)> Operands<TOperator>(
        Columns columns, Func<TOperator, FusedActivation> activation)
        where TOperator : Operator
    {
        if (columns.Value.Producer is { Operator: TOperator @operator } && activation(@operator) == FusedActivation.None
            && columns.Operand(0) is { } left && columns.Operand(1) is { } right)
        {
            yield return (left, right);
            yield return (right, left);
        }
    }
}
