using System.Text.Json;

namespace Octavo.ProtoGenerator;

/// <summary>Every file that this tool writes: path relative to the project's folder, and text.</summary>
public static class GeneratedFiles
{
    /// <param name="referenceFolder">Holds tensorflow-messages.json and tensorflow-ops.json.</param>
    public static IReadOnlyList<(string Path, string Text)> All(string referenceFolder)
    {
        using var messages = JsonDocument.Parse(File.ReadAllText(Path.Combine(referenceFolder, "tensorflow-messages.json")));
        using var operations = JsonDocument.Parse(File.ReadAllText(Path.Combine(referenceFolder, "tensorflow-ops.json")));
        return
        [
            .. new ProtoFiles(messages.RootElement).All().Select(file => ($"SavedModel/Protos/{file.Name}", file.Text)),
            ("Graph/Operations.tsv", OperationTable.Text(operations.RootElement)),
        ];
    }
}
