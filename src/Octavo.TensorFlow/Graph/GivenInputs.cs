using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>What a user says of a model's inputs, by their names.</summary>
internal sealed record GivenInputs
{
    public static GivenInputs None { get; } = new();

    /// <summary>Shapes; each refines the declared one, or gives the first axis another size.</summary>
    public IReadOnlyDictionary<string, Shape> Shapes { get; init; } = ImmutableDictionary<string, Shape>.Empty;

    /// <summary>
    /// Values that inputs have in every run, so that they are inputs no longer; also of placeholders that no signature names.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor> Values { get; init; } = ImmutableDictionary<string, Tensor>.Empty;

    /// <summary>What is said of some inputs only.</summary>
    public GivenInputs Of(Func<string, bool> isShaped, Func<string, bool> isFixed) => new()
    {
        Shapes = Shapes.Where(pair => isShaped(pair.Key)).ToImmutableDictionary(StringComparer.Ordinal),
        Values = Values.Where(pair => isFixed(pair.Key)).ToImmutableDictionary(StringComparer.Ordinal),
    };
}
