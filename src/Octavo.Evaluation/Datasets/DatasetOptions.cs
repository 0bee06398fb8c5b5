using Octavo.Evaluation;

namespace Octavo;

/// <summary>What a data set's path alone does not say.</summary>
public sealed record DatasetOptions
{
    /// <summary>At most so many samples, from the first on; null for all.</summary>
    public long? Limit { get; init; }

    /// <summary>
    /// A file of the samples' labels apart from them: idx labels, or lines "file label" for a folder of pictures. Names of classes are
    /// <see cref="ClassLabels"/>.
    /// </summary>
    public string? LabelsPath { get; init; }

    /// <summary>Which part of a folder with several: <c>test</c> (also t10k) or <c>train</c>.</summary>
    public string Split { get; init; } = "test";

    /// <summary>
    /// Names of the arrays in an .npz file that are inputs, in the model's order; empty to find them by their usual names.
    /// </summary>
    public IReadOnlyList<string> InputKeys { get; init; } = [];

    /// <summary>Name of the label array in an .npz file; null to find it by its usual names.</summary>
    public string? LabelKey { get; init; }

    /// <summary>Turn JPEG pictures as their EXIF orientation says.</summary>
    public bool ApplyOrientation { get; init; }

    /// <summary>Give a picture that cannot be read as a sample with its failure, instead of ending with it.</summary>
    public bool KeepsUnreadable { get; init; }
}
