using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>Numbers as they come, scaled; the shape stays.</summary>
internal sealed class ScalePreprocessing(ValueScaling scaling) : IPreprocessing
{
    public ImmutableArray<string> Classes => [];

    public Tensor Apply(Tensor input) =>
        scaling.Apply<double>(TensorValues.ToDouble(input), input.Shape, input.Shape.Rank == 0 ? 1 : Math.Max(1, input.Shape[-1]));
}
