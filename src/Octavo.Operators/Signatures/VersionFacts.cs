namespace Octavo.Operators;

/// <summary>How the rules for versions read what they say of scales, where operators differ in that.</summary>
/// <param name="ChannelAxis">The axis of a weight along which one scale for each channel is counted.</param>
/// <param name="FewestScales">Fewer are none for each channel.</param>
/// <param name="QuantizedInputs">How many inputs count where the first is asked whether it is quantized.</param>
internal sealed record VersionFacts(int ChannelAxis = 0, int FewestScales = 1, int QuantizedInputs = 1);
