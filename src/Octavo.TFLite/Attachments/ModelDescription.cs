using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo;

/// <summary>
/// What the metadata of a model (entry <c>TFLITE_METADATA</c>) says for people and for programs that feed it. Source: TensorFlow Lite's
/// metadata schema 1.5 (metadata_schema.fbs).
/// </summary>
/// <param name="Inputs">Of the main subgraph, in its order.</param>
/// <param name="Outputs">Of the main subgraph, in its order.</param>
/// <param name="Files">Associated files of the model as a whole.</param>
public sealed record ModelDescription(
    string Name, string Description, string Version, string Author, string License, ImmutableArray<TensorDescription> Inputs,
    ImmutableArray<TensorDescription> Outputs, ImmutableArray<AssociatedFileNote> Files)
{
    private const string EntryName = "TFLITE_METADATA";
    private const string Identifier = "M001";
    private const byte NormalizationOptions = 1;

    /// <summary>Null where the model has no such metadata.</summary>
    /// <exception cref="OctavoException">The metadata is damaged (kind InvalidData).</exception>
    internal static ModelDescription? Of(Model model)
    {
        if (model.Metadata.Find(entry => entry.Key == EntryName) is not { Key: EntryName, Value.IsEmpty: false } found)
        {
            return null;
        }

        try
        {
            var table = FlatBuffer.Root(found.Value, Identifier);
            var subgraphs = table.ReadTables(3);
            var hasMain = subgraphs.Count != 0;
            var main = hasMain ? subgraphs[0] : table;
            return new ModelDescription(
                Text(table, 0), Text(table, 1), Text(table, 2), Text(table, 4), Text(table, 5),
                hasMain ? [.. main.ReadTables(2).Select(DescriptionOf)] : [],
                hasMain ? [.. main.ReadTables(3).Select(DescriptionOf)] : [],
                [.. NotesOf(table, 6), .. hasMain ? NotesOf(main, 4) : []]);
        }
        catch (FlatBufferException failure)
        {
            throw new OctavoException(ErrorKind.InvalidData, $"The model's metadata is damaged: {failure.What}", EntryName,
                failure.Expected, failure.Found, inner: failure);
        }
    }

    /// <summary>The file that names the classes along the last axis of an output; null where the metadata names none.</summary>
    public string? LabelsOf(int output) => output >= 0 && output < Outputs.Length
        ? Outputs[output].Files.FirstOrDefault(file => file.Kind is AssociatedFileKind.AxisLabels or AssociatedFileKind.ValueLabels)?.Name
        : null;

    private static string Text(Table table, int slot) => table.ReadString(slot) ?? "";

    private static TensorDescription DescriptionOf(Table table)
    {
        var normalization = table.ReadTables(4)
            .Where(unit => unit.ReadScalar(0, (byte)0) == NormalizationOptions)
            .Select(unit => unit.ReadTable(1)).FirstOrDefault();
        return new TensorDescription(
            Text(table, 0), Text(table, 1),
            [.. normalization?.ReadScalars<float>(0) ?? []], [.. normalization?.ReadScalars<float>(1) ?? []], NotesOf(table, 6));
    }

    private static ImmutableArray<AssociatedFileNote> NotesOf(Table table, int slot) =>
    [
        .. table.ReadTables(slot).Select(file => new AssociatedFileNote(
            Text(file, 0), (AssociatedFileKind)file.ReadScalar(2, (byte)0), Text(file, 1), Text(file, 3))),
    ];
}
