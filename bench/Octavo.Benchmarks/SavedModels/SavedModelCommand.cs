using System.CommandLine;

namespace Octavo.Benchmarks;

/// <summary><c>saved-model FOLDER</c>: writes a SavedModel of a given size.</summary>
internal static class SavedModelCommand
{
    private static readonly Argument<string> Folder = new("FOLDER") { Description = "A folder to be made." };
    private static readonly Option<long> Bytes =
        new("--bytes") { DefaultValueFactory = _ => 1_000_000_000, Description = "About how many bytes of weights to write." };
    private static readonly Option<int> Width =
        new("--width") { DefaultValueFactory = _ => 4096, Description = "Rows and columns of each weight matrix." };
    private static readonly Option<int> Shards =
        new("--shards") { DefaultValueFactory = _ => 4, Description = "Data files of the checkpoint." };

    public static Command Make()
    {
        Bytes.Validators.Add(result => Require(result, result.GetValueOrDefault<long>() >= 1000, "--bytes takes at least 1000."));
        Width.Validators.Add(result => Require(result, result.GetValueOrDefault<int>() is >= 1 and <= 16384, "--width takes 1 to 16384."));
        Shards.Validators.Add(result => Require(result, result.GetValueOrDefault<int>() is >= 1 and <= 1000, "--shards takes 1 to 1000."));
        var command = new Command("saved-model", "Writes a SavedModel: a chain of matrix products, biases and RELUs.") { Folder, Bytes,
            Width, Shards };
        command.SetAction(arguments =>
        {
            var model = LayeredModel.OfSize(arguments.GetValue(Bytes), arguments.GetValue(Width));
            SavedModelWriter.Write(arguments.GetValue(Folder)!, model, arguments.GetValue(Shards));
            Console.WriteLine(
                $"{arguments.GetValue(Folder)}: {model.LayerCount} layers of {model.Width} x {model.Width}, {model.SizeInBytes} bytes of "
                + $"weights");
        });
        return command;
    }

    private static void Require(System.CommandLine.Parsing.OptionResult result, bool holds, string otherwise)
    {
        if (!holds)
        {
            result.AddError(otherwise);
        }
    }
}
