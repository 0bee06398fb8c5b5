namespace Octavo.Operators;

/// <summary>
/// How <see cref="EmbeddingLookupSparse"/> brings the rows of a bucket together. The numbers are those of the schema's CombinerType.
/// </summary>
internal enum EmbeddingCombiner
{
    /// <summary>The weighted sum.</summary>
    Sum = 0,

    /// <summary>The weighted sum, divided by the sum of the weights.</summary>
    Mean = 1,

    /// <summary>The weighted sum, divided by the root of the sum of the squared weights.</summary>
    SquareRoot = 2,
}
