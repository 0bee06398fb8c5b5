using System.CommandLine;
using Octavo.TensorFlow;

namespace Octavo.Cli;

/// <summary><c>octavo inspect</c>: what is in a model, whether it can be run or converted or not.</summary>
internal static class InspectCommand
{
    private static readonly string[] KerasEndings = [".h5", ".hdf5", ".keras"];

    private static readonly Argument<string> ModelPath = new("MODEL")
    {
        Description = "A .tflite file, a SavedModel folder, a checkpoint (its folder, prefix or .index) or a frozen graph (.pb).",
    };

    private static readonly Option<bool> Nodes = new("--nodes") { Description = "Print the graphs of a .tflite file, one line a node." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    public static Command Make()
    {
        var command = new Command("inspect",
            "Shows a model's operators, inputs, outputs, signatures, weights and what else is in it.") { ModelPath, Nodes, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var path = arguments.GetValue(ModelPath)!;
        var (nodes, json) = (arguments.GetValue(Nodes), arguments.GetValue(Json));
        if (SourceContentsReader.Read(path) is { } contents)
        {
            if (nodes)
            {
                throw new OctavoException(ErrorKind.Usage, "--nodes shows the graphs of .tflite files only.", path,
                    found: $"a {contents.Kind}", hint: "octavo convert --stop-after PASS prints what becomes of its graph.");
            }

            Console.WriteLine(json ? SourceReport.Json(path, contents) : SourceReport.Text(path, contents));
            return 0;
        }

        if (Directory.Exists(path))
        {
            throw new OctavoException(ErrorKind.MalformedModel, "This folder holds no model.", path, "saved_model.pb or one checkpoint",
                "neither", "Give the model's own file or folder.");
        }

        if (KerasEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) && File.Exists(path))
        {
            throw new OctavoException(ErrorKind.UnsupportedFeature, "Keras files cannot be inspected.", path,
                hint: "Export the model as a SavedModel (model.export(folder)).");
        }

        using var inspection = ModelInspection.Open(path);
        Console.WriteLine(json ? ModelReport.Json(path, inspection) : ModelReport.Text(path, inspection, nodes));
        return 0;
    }
}
