using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The angle of a point; LiteRT's operator does not broadcast.</summary>
internal sealed class AngleImporter : IImporter
{
    private static readonly ElementwiseRule Rule = new(new Atan2(), KernelTypes.Float, 0, IsContinuous: true);

    public IReadOnlyList<string> Operations { get; } = ["Atan2"];

    public void Import(ImportContext context) =>
        context.SetOutput(0, ElementwiseImporter.Apply(context, Rule, context.Input(0), context.Input(1)));
}
