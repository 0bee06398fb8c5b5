using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>One command line on its way from old options to today's.</summary>
/// <param name="note">Takes one line for each old option, the first time that it comes.</param>
internal sealed class OldSpellingTranslation(Action<string> note)
{
    private readonly List<string> result = ["convert"];
    private readonly HashSet<string> noted = new(StringComparer.Ordinal);
    private string[] inputs = [];
    private string[] shapes = [];

    public void Keep(string argument) => result.Add(argument);

    public void Apply(OldSpelling spelling, string? value)
    {
        if (noted.Add(spelling.Name))
        {
            note($"{spelling.Name} {spelling.Meaning}");
        }

        switch (spelling.Action)
        {
            case OldSpellingAction.Rename:
                inputs = spelling.Target == "--inputs" ? value!.Split(',') : inputs;
                result.AddRange([spelling.Target, value!]);
                break;
            case OldSpellingAction.Model:
                result.Insert(1, value!);
                break;
            case OldSpellingAction.Recipe when IsOn(spelling, value):
                UseRecipe(spelling.Target);
                break;
            case OldSpellingAction.InferenceType:
                ApplyInferenceType(value!);
                break;
            case OldSpellingAction.Shapes:
                shapes = value!.Split(':');
                break;
        }
    }

    /// <exception cref="OctavoException">There are not as many shapes as names of inputs (kind Usage).</exception>
    public string[] Finish()
    {
        if (shapes.Length != 0 && shapes.Length != inputs.Length)
        {
            throw new OctavoException(ErrorKind.Usage, "There are not as many shapes as names of inputs.", "--input_shapes", $"{inputs.Length} shapes, as --input_arrays has names", $"{shapes.Length}");
        }

        return [.. result, .. shapes.Zip(inputs).SelectMany(pair => new[] { "--input-shape", $"{pair.Second}={pair.First}" })];
    }

    private static bool IsOn(OldSpelling spelling, string? value) => value?.ToUpperInvariant() switch
    {
        null or "" or "TRUE" or "1" => true,
        "FALSE" or "0" => false,
        _ => throw new OctavoException(ErrorKind.Usage, "The switch has a value that is neither true nor false.", spelling.Name, "true or false", $"'{value}'"),
    };

    private void ApplyInferenceType(string value)
    {
        if (value == "QUANTIZED_UINT8")
        {
            UseRecipe("full-integer-uint8");
        }
        else if (value != "FLOAT")
        {
            throw new OctavoException(ErrorKind.Usage, "The type to compute with is unknown.", "--inference_type", "FLOAT or QUANTIZED_UINT8", $"'{value}'");
        }
    }

    /// <summary>float16 weights win over the general switch, as they did in the old converter.</summary>
    private void UseRecipe(string recipe)
    {
        var at = result.IndexOf("--recipe");
        if (at < 0)
        {
            result.AddRange(["--recipe", recipe]);
        }
        else if (recipe == "float16-weights")
        {
            result[at + 1] = recipe;
        }
    }
}
