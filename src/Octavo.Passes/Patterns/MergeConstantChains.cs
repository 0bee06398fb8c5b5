using Octavo.Operators;
using static Octavo.Passes.Forms;

namespace Octavo.Passes;

/// <summary>Adds or multiplies two constants that meet a tensor one behind the other.</summary>
internal sealed class MergeConstantChains() : PatternPass(
    new Rule(
        Sum(Sum(X, First), Second), _ => new Add(),
        (edit, match) =>
            [match[X],
                edit.AddConstant(match[Second].Name,
                    ConstantComputation.Apply(new Add(), match[First].Constant!, match[Second].Constant!))])
    {
        When = IsNoLarger,
    },
    new Rule(
        Product(Product(X, First), Second), _ => new Mul(),
        (edit, match) =>
            [match[X],
                edit.AddConstant(match[Second].Name,
                    ConstantComputation.Apply(new Mul(), match[First].Constant!, match[Second].Constant!))])
    {
        When = IsNoLarger,
    })
{
    private static readonly Variable X = Variable.Computed();
    private static readonly Variable First = Variable.Constant();
    private static readonly Variable Second = Variable.Constant();

    /// <summary>Whether the shapes are such that what comes out is not larger than what was there.</summary>
    private static bool IsNoLarger(Match match)
    {
        var (first, second) = (match[First].Constant!, match[Second].Constant!);
        return first.Shape == second.Shape || first.ElementCount == 1 || second.ElementCount == 1;
    }
}
