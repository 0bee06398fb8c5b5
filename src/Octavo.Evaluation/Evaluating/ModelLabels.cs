using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.TFLite;

namespace Octavo.Evaluation;

/// <summary>
/// The names of classes that a model file carries: a file of the archive behind it, which its metadata gives to an output.
/// </summary>
internal static class ModelLabels
{
    /// <param name="model">The model.</param>
    /// <param name="output">Whose classes; an index of the main subgraph's outputs.</param>
    /// <param name="path">Names the model in errors.</param>
    /// <returns>Null where the model carries none.</returns>
    /// <exception cref="OctavoException">The archive or the labels are damaged (kind InvalidData).</exception>
    public static ClassLabels? Of(Model model, int output, string path)
    {
        var files = AssociatedFiles.Of(model).Select(file => file.Name).ToImmutableArray();
        var name = Described(model)?.LabelsOf(output) ?? OnlyLabels(files);
        return name is not null && files.Contains(name) ? LabelsFile.Parse(AssociatedFiles.Read(model, name), $"{path}, {name}") : null;
    }

    /// <summary>Metadata that cannot be read says nothing; it keeps no model from running.</summary>
    private static ModelDescription? Described(Model model)
    {
        try
        {
            return ModelDescription.Of(model);
        }
        catch (OctavoException damaged) when (damaged.Kind == ErrorKind.InvalidData)
        {
            return null;
        }
    }

    /// <summary>Old files have no metadata, but a file whose name says what it is.</summary>
    private static string? OnlyLabels(ImmutableArray<string> files)
    {
        var labels = files.Where(file => Path.GetFileName(file).Contains("label", StringComparison.OrdinalIgnoreCase)).ToList();
        return labels is [var single] ? single : null;
    }
}
