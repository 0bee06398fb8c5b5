using Octavo.Graphs;
using Octavo.Operators;
using static Octavo.Passes.Forms;

namespace Octavo.Passes;

/// <summary>max(x, 0) + slope min(x, 0), with the negative half written as TensorFlow's users and Keras write it.</summary>
internal sealed class FusePrelu() : PatternPass(
    [.. Rules(Sum(Of<Relu>(X), Product(Of<Relu>(Of<Neg>(X)), C)), -1),
    .. Rules(Difference(Of<Relu>(X), Product(Of<Relu>(Of<Neg>(X)), C)), 1),
    .. Rules(Sum(Of<Relu>(X), Product(Smaller(X, 0), C)), 1),
    .. Rules(Sum(Of<Relu>(X), Product(Difference(X, Of<Abs>(X)), C)), 2)])
{
    /// <summary>LiteRT's kernel stretches the slope along no more.</summary>
    private const int MostAxes = 4;
    private static readonly Variable X = Variable.Computed();
    private static readonly Variable C = Variable.Constant();

    /// <param name="form">Has the constant C.</param>
    /// <param name="factor">Slope over C.</param>
    private static IEnumerable<Rule> Rules(Pattern form, float factor) =>
    [
        new(form, match => new LeakyRelu(factor * match.Number(C)), X) { When = match => match[C].Number() is not null },
        new(form, _ => new Prelu(),
            (edit, match) => [match[X], Slope(edit, match[C], factor)]) { When = match =>
                match[X].Shape is { HasRank: true, Rank: <= MostAxes } },
    ];

    private static Value Slope(GraphEdit edit, Value constant, float factor) => factor == 1
        ? constant
        : edit.AddConstant(constant.Name, ConstantComputation.Apply(new Mul(), constant.Constant!, ConstantComputation.Scalar(factor)));
}
