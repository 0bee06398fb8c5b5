using System.Collections.Frozen;
using Octavo.Tensors;
using static Octavo.Cli.OldSpellingAction;

namespace Octavo.Cli;

/// <summary>
/// Accepts the options of TensorFlow's own converters (toco, tflite_convert of TensorFlow 1 and 2): turns them into those of
/// <c>octavo convert</c>, and says once on stderr what each of them means here.
/// </summary>
internal static class OldSpellings
{
    private static readonly FrozenDictionary<string, OldSpelling> Known = new OldSpelling[]
    {
        new("--output_file", Rename, "--output", "is --output"),
        new("--saved_model_dir", Model, "", "is the first argument"),
        new("--savedmodel_directory", Model, "", "is the first argument"),
        new("--graph_def_file", Model, "", "is the first argument"),
        new("--keras_model_file", Model, "", "is the first argument"),
        new("--input_file", Model, "", "is the first argument"),
        new("--graph", Model, "", "is the first argument"),
        new("--saved_model_tag_set", Rename, "--tags", "is --tags"),
        new("--savedmodel_tagset", Rename, "--tags", "is --tags"),
        new("--tag_set", Rename, "--tags", "is --tags"),
        new("--saved_model_signature_key", Rename, "--signature", "is --signature"),
        new("--signature_key", Rename, "--signature", "is --signature"),
        new("--input_arrays", Rename, "--inputs", "is --inputs"),
        new("--input_array", Rename, "--inputs", "is --inputs"),
        new("--output_arrays", Rename, "--outputs", "is --outputs"),
        new("--output_array", Rename, "--outputs", "is --outputs"),
        new("--input_shapes", Shapes, "", "is --input-shape NAME=SIZES, once for each input"),
        new("--input_shape", Shapes, "", "is --input-shape NAME=SIZES"),
        new("--post_training_quantize", Recipe, "dynamic-range-int8", "is --recipe dynamic-range-int8", false),
        new("--quantize_weights", Recipe, "dynamic-range-int8", "is --recipe dynamic-range-int8", false),
        new("--quantize_to_float16", Recipe, "float16-weights", "is --recipe float16-weights", false),
        new("--inference_type", InferenceType, "", "is --recipe: FLOAT is none, QUANTIZED_UINT8 is full-integer-uint8"),
        new("--inference_input_type", Rename, "--input-type", "is --input-type"),
        new("--input_format", Ignore, "", "is ignored: the source's format is detected"),
        new("--output_format", Ignore, "", "is ignored: the output is a .tflite file"),
        new("--enable_v1_converter", Ignore, "", "is ignored: TensorFlow 1 and 2 are both accepted", false),
        new("--experimental_new_converter", Ignore, "", "is ignored: there is one converter", false),
        new("--experimental_new_quantizer", Ignore, "", "is ignored: there is one quantizer", false),
        new("--allow_custom_ops", Ignore, "", "is ignored: what cannot be converted is reported, all at once", false),
        new("--allow_dynamic_tensors", Ignore, "", "is ignored: sizes may always stay open", false),
        new("--drop_control_dependency", Ignore, "", "is ignored: control dependencies are always dropped", false),
        new("--reorder_across_fake_quant", Ignore, "", "is ignored: it has no counterpart", false),
        new("--change_concat_input_ranges", Ignore, "", "is ignored: it has no counterpart", false),
        new("--dump_graphviz_dir", Ignore, "", "is ignored: look at the graph with 'octavo inspect --nodes'"),
        new("--dump_graphviz", Ignore, "", "is ignored: look at the graph with 'octavo inspect --nodes'"),
        new("--dump_graphviz_video", Ignore, "", "is ignored: look at the graph with --stop-after", false),
        new("--conversion_summary_dir", Ignore, "", "is ignored: the report is printed, and written by --plan-out"),
    }.ToFrozenDictionary(spelling => spelling.Name, StringComparer.Ordinal);

    /// <summary>The names that are understood, for tests and documentation.</summary>
    public static IEnumerable<OldSpelling> All => Known.Values.OrderBy(spelling => spelling.Name, StringComparer.Ordinal);

    /// <summary>The arguments with today's options in place of old ones; as they are where there is none.</summary>
    /// <param name="arguments">As the user gave them; without a command where an old option comes first.</param>
    /// <param name="note">Takes one line for each old option.</param>
    /// <exception cref="OctavoException">An old option lacks its value, or shapes don't go with names (kind Usage).</exception>
    public static string[] Translate(string[] arguments, Action<string> note)
    {
        arguments = [.. arguments.Select(WithDashes)];
        if (!arguments.Any(argument => Known.ContainsKey(Split(argument).Name)) || (arguments[0] is var first && first is not "convert" && !first.StartsWith("--", StringComparison.Ordinal)))
        {
            return arguments;
        }

        var translation = new OldSpellingTranslation(note);
        for (var index = first == "convert" ? 1 : 0; index < arguments.Length; index++)
        {
            var (name, value) = Split(arguments[index]);
            if (!Known.TryGetValue(name, out var spelling))
            {
                translation.Keep(arguments[index]);
                continue;
            }

            if (spelling.HasValue && value is null)
            {
                value = index + 1 < arguments.Length ? arguments[++index] : throw new OctavoException(ErrorKind.Usage, "The option lacks its value.", name);
            }
            else if (!spelling.HasValue && value is null && index + 1 < arguments.Length && bool.TryParse(arguments[index + 1], out _))
            {
                value = arguments[++index];
            }

            translation.Apply(spelling, value);
        }

        return translation.Finish();
    }

    /// <summary>An option with underscores is the one with dashes, unless it has a meaning of its own.</summary>
    private static string WithDashes(string argument)
    {
        var (name, value) = Split(argument);
        return !name.StartsWith("--", StringComparison.Ordinal) || !name.Contains('_', StringComparison.Ordinal) || Known.ContainsKey(name) ? argument
            : value is null ? name.Replace('_', '-')
            : $"{name.Replace('_', '-')}={value}";
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var at = argument.StartsWith("--", StringComparison.Ordinal) ? argument.IndexOf('=', StringComparison.Ordinal) : -1;
        return at < 0 ? (argument, null) : (argument[..at], argument[(at + 1)..]);
    }
}
