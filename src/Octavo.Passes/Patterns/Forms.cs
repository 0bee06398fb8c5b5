using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>The words in which patterns are written; each is named like the operator that it stands for, without an activation.</summary>
internal static class Forms
{
    public static Pattern Sum(Pattern left, Pattern right) => Commutative<Add>(left, right, FusedActivation.None);

    public static Pattern Product(Pattern left, Pattern right) => Commutative<Mul>(left, right, FusedActivation.None);

    /// <summary>Several factors in any order and grouping.</summary>
    public static Pattern Product(params IReadOnlyList<Pattern> factors) => new ProductPattern(factors);

    /// <summary>Whether the value is a product of two, with no activation.</summary>
    public static bool IsProduct(Value value) =>
        value.Producer is { Operator: Mul { Activation: FusedActivation.None } } && value.IsPlain();

    public static Pattern Difference(Pattern left, Pattern right) =>
        new OperatorPattern(@operator => @operator is Sub { Activation: FusedActivation.None }, [left, right]);

    public static Pattern Quotient(Pattern left, Pattern right) =>
        new OperatorPattern(@operator => @operator is Div { Activation: FusedActivation.None }, [left, right]);

    public static Pattern Larger(Pattern left, Pattern right) =>
        new OperatorPattern(@operator => @operator is Maximum, [left, right], true);

    public static Pattern Smaller(Pattern left, Pattern right) =>
        new OperatorPattern(@operator => @operator is Minimum, [left, right], true);

    /// <summary>A node of the operator with these first inputs.</summary>
    public static Pattern Of<TOperator>(params Pattern[] inputs)
        where TOperator : Operator => new OperatorPattern(@operator => @operator is TOperator, inputs);

    public static Pattern Of<TOperator>(Func<TOperator, bool> accepts, params Pattern[] inputs)
        where TOperator : Operator => new OperatorPattern(@operator => @operator is TOperator own && accepts(own), inputs);

    /// <summary>x^2, or x times x.</summary>
    public static Pattern Squared(Pattern pattern) => Either(Of<Square>(pattern), Product(pattern, pattern));

    /// <summary>min(max(x + y, 0), 6), be the activation a node or fused.</summary>
    public static Pattern SumWithin0And6(Pattern left, Pattern right) => Either(
        Of<Relu6>(Sum(left, right)), Commutative<Add>(left, right, FusedActivation.Relu6));

    public static Pattern Either(params IReadOnlyList<Pattern> forms) => new EitherPattern(forms);

    private static OperatorPattern Commutative<TOperator>(Pattern left, Pattern right, FusedActivation activation)
        where TOperator : Operator =>
        new(@operator => @operator is TOperator && IFusedActivation.Of(@operator) == activation, [left, right], true);
}
