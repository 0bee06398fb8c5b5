using Octavo.Tensors;

namespace Octavo;

/// <summary>What narrows a source down; each part fits some kinds of source only.</summary>
/// <param name="Tags">Of a SavedModel; null for the only graph or the one for serving, empty for the graph without tags.</param>
/// <param name="Signatures">Of a SavedModel.</param>
/// <param name="Inputs">Tensors of a frozen graph, or of a SavedModel in the place of its signatures.</param>
/// <param name="Outputs">The same.</param>
/// <param name="AllowCustomOperators">
/// Whether operations of TensorFlow that have no operator of TFLite are written as custom operators of their own name, with their
/// attributes as options, for a runtime that is given kernels for them. A .tflite file keeps its custom operators in any case.
/// </param>
public sealed record ConversionSource(
    IReadOnlyList<string>? Tags = null, IReadOnlyList<string>? Signatures = null, IReadOnlyList<string>? Inputs = null,
    IReadOnlyList<string>? Outputs = null,
    bool AllowCustomOperators = false)
{
    internal void RequireNone(string kind, params IReadOnlyList<string>?[] parts)
    {
        foreach (var part in parts)
        {
            if (part is { Count: > 0 })
            {
                var name = ReferenceEquals(part, Tags) ? "tags" : ReferenceEquals(part, Signatures) ? "signatures"
                    : ReferenceEquals(part, Inputs) ? "names of inputs" : "names of outputs";
                throw new OctavoException(
                    ErrorKind.Usage, $"{kind} takes no {name}.", null, found: string.Join(", ", part),
                    hint: "Tags and signatures choose a part of a SavedModel, inputs and outputs one of a frozen graph or of a "
                        + "SavedModel's graph.");
            }
        }
    }
}
