using System.Collections.Immutable;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo;

/// <summary>One sample of a data set.</summary>
/// <param name="Name">Where it stands: a file's path in its folder, a line number, an index.</param>
/// <param name="Inputs">
/// One tensor per model input. Array data sets: [1, ...] as stored. Pictures: [height, width, channels], before preprocessing. Text: one
/// string.
/// </param>
/// <param name="Label">
/// Index of the class, in <see cref="IDatasetReader.Classes"/> where the data set has them; null where there are no labels, or only
/// <paramref name="LabelText"/>.
/// </param>
/// <param name="LabelText">The label as text, where the data set gives text.</param>
/// <param name="Failure">
/// Why the sample cannot be read; it has no inputs then. Only where <see cref="DatasetOptions.KeepsUnreadable"/> asks for it.
/// </param>
public sealed record Sample(string Name, ImmutableArray<Tensor> Inputs, int? Label = null, string? LabelText = null,
    OctavoException? Failure = null);
