using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>The hyperbolic tangent. That of a softplus, as in mish, needs no bound below the logarithm: it is 1 for 88.7 already.</summary>
internal sealed class TanhImporter : IImporter
{
    private static readonly ElementwiseRule Rule = new(new Tanh(), KernelTypes.Float, IsContinuous: true);

    public IReadOnlyList<string> Operations { get; } = ["Tanh"];

    public void Import(ImportContext context) =>
        context.SetOutput(0, ElementwiseImporter.Apply(context, Rule, Unbounded(context, context.Input(0))));

    private static Value Unbounded(ImportContext context, Value data) =>
        context.Source[context.Node.Inputs[0].Node].Operation == "Softplus" && data.Producer is { Operator: Maximum } bound
        && bound.Input(1).Producer is { Operator: Log }
            ? bound.Input(1)
            : data;
}
