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

    /// <param name="spelling">What the option means.</param>
    /// <param name="name">The option as the user wrote it.</param>
    /// <param name="value">Its value; null where it has none.</param>
    /// <exception cref="OctavoException">It asks for what cannot be done.</exception>
    public void Apply(OldSpelling spelling, string name, string? value)
    {
        if (noted.Add(spelling.Name))
        {
            note($"{name} {spelling.Meaning}");
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
            case OldSpellingAction.Recipe when IsOn(name, value):
                UseRecipe(spelling.Target);
                break;
            case OldSpellingAction.InferenceType:
                ApplyInferenceType(name, value!);
                break;
            case OldSpellingAction.InputType:
                RequireFloat(name, value!);
                break;
            case OldSpellingAction.TargetOperators:
                RequireBuiltins(name, value!);
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
            throw new OctavoException(ErrorKind.Usage, "There are not as many shapes as names of inputs.", "--input_shapes",
                $"{inputs.Length} shapes, as --input_arrays has names", $"{shapes.Length}");
        }

        return [.. result, .. shapes.Zip(inputs).SelectMany(pair => new[] { "--input-shape", $"{pair.Second}={pair.First}" })];
    }

    private static bool IsOn(string name, string? value) => value?.ToUpperInvariant() switch
    {
        null or "" or "TRUE" or "1" => true,
        "FALSE" or "0" => false,
        _ => throw new OctavoException(ErrorKind.Usage, "The switch has a value that is neither true nor false.", name, "true or false",
            $"'{value}'"),
    };

    private void ApplyInferenceType(string name, string value)
    {
        if (value == "QUANTIZED_UINT8")
        {
            UseRecipe("full-integer-uint8");
        }
        else if (value != "FLOAT")
        {
            throw new OctavoException(ErrorKind.Usage, "The type to compute with is unknown.", name, "FLOAT or QUANTIZED_UINT8",
                $"'{value}'");
        }
    }

    private static void RequireFloat(string name, string value)
    {
        foreach (var type in value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (type is not ("FLOAT" or "float" or "float32"))
            {
                throw new OctavoException(
                    ErrorKind.UnsupportedFeature, "Inputs and outputs of other types than float are not offered yet.", name, "FLOAT",
                    $"'{type}'", "Leave the option out, and convert values in the program that runs the model.");
            }
        }
    }

    private static void RequireBuiltins(string name, string value)
    {
        foreach (var set in value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (set is "TFLITE_BUILTINS_INT8" or "EXPERIMENTAL_TFLITE_BUILTINS_ACTIVATIONS_INT16_WEIGHTS_INT8")
            {
                throw new OctavoException(ErrorKind.UnsupportedFeature, "Models that compute in whole numbers throughout are not made yet.",
                    name, "TFLITE_BUILTINS", $"'{set}'", "--recipe dynamic-range-int8 stores weights in 8 bits.");
            }

            if (set is not ("TFLITE_BUILTINS" or "SELECT_TF_OPS"))
            {
                throw new OctavoException(ErrorKind.Usage, "The set of operators is unknown.", name, "TFLITE_BUILTINS", $"'{set}'");
            }
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
