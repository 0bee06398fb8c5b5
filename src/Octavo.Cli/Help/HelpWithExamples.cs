using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Octavo.Evaluation;
using Octavo.Quantization;

namespace Octavo.Cli;

/// <summary>What <c>--help</c> shows: usage and options, then examples, and the names that options take.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            if (option.Action is HelpAction action)
            {
                option.Action = new HelpWithExamples(action);
            }
        }
    }

    /// <summary>Who asks for help need not have written the rest of the line.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        if (command is RootCommand)
        {
            output.WriteLine("First steps:");
            output.WriteLine("  octavo demo");
            output.WriteLine("  octavo convert saved_model -o model.tflite --recipe dynamic-range-int8");
            output.WriteLine();
        }
        else
        {
            WriteList(output, "Examples:", CommandExamples.Of(command.Name));
        }

        if (command.Options.Any(option => option.Name == "--recipe"))
        {
            WriteList(output, "Recipes:", BuiltInRecipes.All.Select(recipe => recipe.Name));
        }

        if (command.Options.Any(option => option.Name == "--preprocess"))
        {
            WriteList(output, "Presets of --preprocess:", Preprocessing.PresetNames);
        }

        return code;
    }

    private static void WriteList(TextWriter output, string heading, IEnumerable<string> lines)
    {
        output.WriteLine(heading);
        foreach (var line in lines)
        {
            output.WriteLine($"  {line}");
        }

        output.WriteLine();
    }
}
