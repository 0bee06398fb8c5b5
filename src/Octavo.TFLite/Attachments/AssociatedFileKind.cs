namespace Octavo;

/// <summary>What a model's metadata says an associated file is for. Source: metadata schema 1.5, AssociatedFileType.</summary>
public enum AssociatedFileKind
{
    Unknown = 0,
    Descriptions = 1,

    /// <summary>A name a line for each index of the tensor's last axis: class names.</summary>
    AxisLabels = 2,

    /// <summary>A name a line for each value that the tensor's elements may have.</summary>
    ValueLabels = 3,
    ScoreCalibration = 4,
    Vocabulary = 5,
    NearestNeighbourIndex = 6,
}
