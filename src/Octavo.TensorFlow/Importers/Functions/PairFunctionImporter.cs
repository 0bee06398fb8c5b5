using System.Collections.Frozen;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Functions of two real operands that are formulas of TFLite's operators.</summary>
internal sealed class PairFunctionImporter : IImporter
{
    private static readonly FrozenDictionary<string, Func<Expression, Expression, Expression>> Formulas =
        new Dictionary<string, Func<Expression, Expression, Expression>>
    {
        ["DivNoNan"] = (x, y) => y.IsEqualTo(0f).Choose(y.Number(0f), x / y),
        ["MulNoNan"] = (x, y) => y.IsEqualTo(0f).Choose(y.Number(0f), x * y),
        ["SigmoidGrad"] = (y, gradient) => gradient * y * (1f - y),
        ["TanhGrad"] = (y, gradient) => gradient * (1f - y.Of(new Square())),
        ["Xdivy"] = (x, y) => x.IsEqualTo(0f).Choose(x.Number(0f), x / y),
        ["Xlog1py"] = (x, y) => x.IsEqualTo(0f).Choose(x.Number(0f), x * y.LogarithmOfOnePlus()),
        ["Xlogy"] = (x, y) => x.IsEqualTo(0f).Choose(x.Number(0f), x * y.Logarithm()),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public IReadOnlyList<string> Operations { get; } = [.. Formulas.Keys.Order(StringComparer.Ordinal)];

    public void Import(ImportContext context)
    {
        var (left, right) = (context.Input(0), context.Input(1));
        var result = Formulas[context.Node.Operation](new Expression(context, context.InFloat(left)),
            new Expression(context, context.InFloat(right)));
        context.SetOutput(0, context.Cast(result.Value, left.ElementType));
    }
}
