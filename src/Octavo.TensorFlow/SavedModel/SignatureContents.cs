using System.Collections.Immutable;

namespace Octavo.TensorFlow;

/// <summary>An entry point of a SavedModel.</summary>
/// <param name="Name">Such as <c>serving_default</c>.</param>
/// <param name="Method">What it is for, as the model says.</param>
internal sealed record SignatureContents(string Name, string Method,
    ImmutableArray<TensorContents> Inputs, ImmutableArray<TensorContents> Outputs);
