namespace Octavo.TFLite;

/// <summary>Which version is right when all conditions hold.</summary>
internal sealed record VersionRule(int Version, IReadOnlyList<VersionCondition> Conditions);
