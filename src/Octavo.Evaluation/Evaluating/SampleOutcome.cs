namespace Octavo.Evaluation;

/// <summary>What became of one sample.</summary>
/// <param name="Index">Its place in the data set.</param>
/// <param name="Class">The class of the highest score.</param>
internal readonly record struct SampleOutcome(long Index, string Name, int Label, int Rank, int Class);
