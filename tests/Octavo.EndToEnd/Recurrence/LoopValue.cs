using Octavo.TensorFlow.Messages;

namespace Octavo.EndToEnd;

/// <summary>A value that a loop carries from step to step.</summary>
/// <param name="First">What it starts from.</param>
internal sealed record LoopValue(string First, DataType Type);
