namespace Octavo.Fuzzing;

/// <summary>How long and what a campaign tries.</summary>
/// <param name="Kinds">Names; all kinds where empty.</param>
/// <param name="First">Number of the first case of each kind.</param>
/// <param name="MostCases">Of each kind.</param>
/// <param name="Folder">Where findings are written.</param>
/// <param name="Environment">For the children.</param>
internal sealed record CampaignOptions(
    TimeSpan Time, ulong Seed, IReadOnlyList<string> Kinds, string Folder, long First = 0, long MostCases = long.MaxValue,
    IReadOnlyDictionary<string, string>? Environment = null);
