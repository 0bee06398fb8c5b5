using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>Leaves every input as it is.</summary>
internal sealed class NoPreprocessing : IPreprocessing
{
    public ImmutableArray<string> Classes => [];

    public Tensor Apply(Tensor input) => input;
}
