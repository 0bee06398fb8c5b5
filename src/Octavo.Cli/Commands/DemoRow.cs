using Octavo.Evaluation;

namespace Octavo.Cli;

/// <summary>One network by one recipe, as measured.</summary>
/// <param name="Network">Which one.</param>
/// <param name="Recipe">A recipe's name, or <c>float</c>.</param>
/// <param name="Bytes">Of the file.</param>
/// <param name="Microseconds">The fastest of many invocations, for one picture.</param>
/// <param name="Accuracy">Pictures whose class is right.</param>
/// <param name="Agreement">The share of pictures with the class that the float form gives.</param>
internal sealed record DemoRow(DemoNetwork Network, string Recipe, long Bytes, double Microseconds, Proportion Accuracy, double Agreement);
