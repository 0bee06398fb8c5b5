using System.Collections.Immutable;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo;

/// <summary>What is done to a sample before a model sees it.</summary>
public interface IPreprocessing
{
    /// <summary>Names of the classes by index, where the preprocessing defines them; empty otherwise.</summary>
    ImmutableArray<string> Classes { get; }

    /// <summary>Prepares one input. Pictures come out as [1, height, width, channels].</summary>
    /// <exception cref="OctavoException">InvalidData: the input is none that this preprocessing takes.</exception>
    Tensor Apply(Tensor input);

    /// <summary>Prepares every input of a sample, and turns a label's text into the index of its class.</summary>
    /// <exception cref="OctavoException">InvalidData: as above, or the label is none of <see cref="Classes"/>.</exception>
    Sample Apply(Sample sample)
    {
        var label = sample.Label;
        if (label is null && sample.LabelText is { } text && !Classes.IsEmpty)
        {
            var index = Classes.IndexOf(text);
            label = index >= 0
                ? index
                : throw new OctavoException(ErrorKind.InvalidData, "A label is none of the classes of the preprocessing.", sample.Name,
                    string.Join(", ", Classes.Take(20)), $"'{text}'");
        }

        return sample with { Inputs = [.. sample.Inputs.Select(Apply)], Label = label };
    }
}
