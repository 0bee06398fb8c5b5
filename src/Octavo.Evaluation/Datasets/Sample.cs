using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>One sample of a data set.</summary>
/// <param name="Name">Where it stands: a file's path in its folder, a line number, an index.</param>
/// <param name="Inputs">
/// One tensor per model input. Array data sets: [1, ...] as stored. Pictures: [height, width, channels], before preprocessing. Text: one string.
/// </param>
/// <param name="Label">Index of the class; null where the data set has no labels, or only <paramref name="LabelText"/>.</param>
/// <param name="LabelText">The label as text, where the data set gives text; preprocessing with a class list turns it into an index.</param>
public sealed record Sample(string Name, ImmutableArray<Tensor> Inputs, int? Label = null, string? LabelText = null);
