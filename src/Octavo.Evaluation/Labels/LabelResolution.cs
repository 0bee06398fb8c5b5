using System.Collections.Immutable;

namespace Octavo.Evaluation;

/// <summary>Turns what a data set says of a sample's class into the index of the model's score.</summary>
internal sealed class LabelResolution
{
    private readonly ClassLabels? labels;
    private readonly int outputs;

    /// <param name="classes">The data set's own classes, to which its labels are indices; empty where labels are the model's numbers or
    /// texts.</param>
    /// <param name="labels">Names of the model's scores; null where nothing names them.</param>
    /// <param name="outputs">How many scores the model gives.</param>
    /// <param name="where">Names the data set in errors.</param>
    /// <exception cref="OctavoException">InvalidData: the classes cannot be matched to the scores.</exception>
    public LabelResolution(ImmutableArray<string> classes, ClassLabels? labels, int outputs, string where)
    {
        this.labels = labels;
        this.outputs = outputs;
        Mapping = classes.IsEmpty ? null : ClassMapping.Of(classes, labels, outputs, where);
    }

    /// <summary>The classes of the data set with their scores; null where its labels are numbers or texts of their own.</summary>
    public ClassMapping? Mapping { get; }

    /// <summary>What the labels were understood by.</summary>
    public string Source => Mapping?.Source ?? labels?.Source ?? "the numbers in the data";

    /// <exception cref="OctavoException">InvalidData: the sample has no label, or one that is no class of the model.</exception>
    public int Of(Sample sample)
    {
        if (Mapping is not null && sample.Label is { } own)
        {
            return Mapping.Entries[own].Output;
        }

        if (sample.LabelText is { Length: > 0 } text && labels is not null && labels.TryFind(text, out var index))
        {
            labels.RequireCount(outputs);
            return index;
        }

        if (sample.Label is { } label)
        {
            return label >= 0 && label < outputs ? label : throw new OctavoException(
                ErrorKind.InvalidData, "The label is none of the model's classes.", sample.Name, $"0 to {outputs - 1}", $"{label}",
                outputs == 1 ? ClassMapping.OneScore : "Check that data set and model go together.");
        }

        throw sample.LabelText is not { Length: > 0 } name
            ? new OctavoException(ErrorKind.InvalidData, "The sample has no label.", sample.Name, hint: "Give a data set with labels.")
            : labels is not null
                ? ClassMapping.Unknown([name], labels, sample.Name)
                : new OctavoException(
                    ErrorKind.InvalidData, "The label is a word, and nothing says which score of the model belongs to it.", sample.Name,
                    $"the {outputs} names of the model's scores in their order (--labels FILE, in the model's metadata, or 'classes' of "
                        + $"the preprocessing), or numbers", $"'{name}'");
    }
}
