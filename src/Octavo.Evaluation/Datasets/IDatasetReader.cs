using System.Collections.Immutable;
using Octavo.Evaluation;

namespace Octavo;

/// <summary>A data set that is read sample by sample; no more than one sample (of a compressed array: one slice) is in memory.</summary>
public interface IDatasetReader : IDisposable
{
    /// <summary>Format and place, for people.</summary>
    string Description { get; }

    /// <summary>Number of samples that <see cref="Read"/> gives; null where it is known only at the end.</summary>
    long? SampleCount { get; }

    /// <summary>Names of the classes where the data set defines them, by label; empty otherwise.</summary>
    ImmutableArray<string> Classes { get; }

    /// <summary>All samples in the data set's order. Can be called again, and starts from the first sample each time.</summary>
    /// <exception cref="OctavoException">Damaged data, with the place; samples before it have been given.</exception>
    IEnumerable<Sample> Read();
}
