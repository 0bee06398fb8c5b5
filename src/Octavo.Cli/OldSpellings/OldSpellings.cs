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
    private const string WholeNumbersOnly = "is ignored: it is for models that compute in whole numbers throughout, which are not made yet";

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
        new("--inference_input_type", InputType, "", "is the type of the file's inputs: FLOAT is what they have"),
        new("--inference_output_type", InputType, "", "is the type of the file's outputs: FLOAT is what they have"),
        new("--input_type", InputType, "", "is the type of the file's inputs: FLOAT is what they have"),
        new("--input_types", InputType, "", "is the type of the file's inputs: FLOAT is what they have"),
        new("--input_data_type", Ignore, "", "is ignored: the graph says the types of its inputs"),
        new("--input_data_types", Ignore, "", "is ignored: the graph says the types of its inputs"),
        new("--mean_value", Ignore, "", WholeNumbersOnly),
        new("--mean_values", Ignore, "", WholeNumbersOnly),
        new("--std_value", Ignore, "", WholeNumbersOnly),
        new("--std_values", Ignore, "", WholeNumbersOnly),
        new("--std_dev_values", Ignore, "", WholeNumbersOnly),
        new("--default_ranges_min", Ignore, "", WholeNumbersOnly),
        new("--default_ranges_max", Ignore, "", WholeNumbersOnly),
        new("--default_int16_ranges_min", Ignore, "", WholeNumbersOnly),
        new("--default_int16_ranges_max", Ignore, "", WholeNumbersOnly),
        new("--target_ops", TargetOperators, "", "is the set of operators: TFLITE_BUILTINS is what is written, SELECT_TF_OPS adds nothing"),
        new("--input_format", Ignore, "", "is ignored: the source's format is detected"),
        new("--output_format", Ignore, "", "is ignored: the output is a .tflite file"),
        new("--enable_v1_converter", Ignore, "", "is ignored: TensorFlow 1 and 2 are both accepted", false),
        new("--experimental_new_converter", Ignore, "", "is ignored: there is one converter", false),
        new("--experimental_new_quantizer", Ignore, "", "is ignored: there is one quantizer", false),
        new("--custom_opdefs", Ignore, "", "is ignored: nodes say themselves what they give (--allow-custom-ops)"),
        new("--enable_select_tf_ops", Ignore, "", "is ignored: what TensorFlow alone can run is reported, all at once", false),
        new("--force_select_tf_ops", Ignore, "", "is ignored: what TensorFlow alone can run is reported, all at once", false),
        new("--experimental_select_user_tf_ops", Ignore, "", "is ignored: what TensorFlow alone can run is reported, all at once"),
        new("--allow_dynamic_tensors", Ignore, "", "is ignored: sizes may always stay open", false),
        new("--allow_nonexistent_arrays", Ignore, "", "is ignored: a name that the graph does not have is an error", false),
        new("--allow_nonascii_arrays", Ignore, "", "is ignored: names may hold any letters", false),
        new("--drop_control_dependency", Ignore, "", "is ignored: control dependencies are always dropped", false),
        new("--drop_fake_quant", Ignore, "", "is ignored: nodes of training with quantization are read as the graph has them", false),
        new("--propagate_fake_quant_num_bits", Ignore, "", "is ignored: nodes of training with quantization are read as the graph has them",
            false),
        new("--reorder_across_fake_quant", Ignore, "", "is ignored: it has no counterpart", false),
        new("--change_concat_input_ranges", Ignore, "", "is ignored: it has no counterpart", false),
        new("--debug_disable_recurrent_cell_fusion", Ignore, "", "is ignored: it has no counterpart", false),
        new("--allow_nudging_weights_to_use_fast_gemm_kernel", Ignore, "", "is ignored: the kernels take all weights", false),
        new("--dedupe_array_min_size_bytes", Ignore, "", "is ignored: equal constants are always stored once"),
        new("--split_tflite_lstm_inputs", Ignore, "", "is ignored: both forms of the layer are read", false),
        new("--unfold_batchmatmul", Ignore, "", "is ignored: products of batches are one operator", false),
        new("--accumulation_type", Ignore, "", "is ignored: sums are taken in the type of the kernels"),
        new("--allow_bfloat16", Ignore, "", "is ignored: sums are taken in the type of the kernels", false),
        new("--rnn_states", Ignore, "", "is ignored: states are found in the graph"),
        new("--model_checks", Ignore, "", "is ignored: every file is checked"),
        new("--arrays_extra_info_file", Ignore, "", "is ignored: the graph says what its tensors are"),
        new("--dump_graphviz_dir", Ignore, "", "is ignored: look at the graph with 'octavo inspect --nodes'"),
        new("--dump_graphviz", Ignore, "", "is ignored: look at the graph with 'octavo inspect --nodes'"),
        new("--dump_graphviz_video", Ignore, "", "is ignored: look at the graph with --stop-after", false),
        new("--graphviz_first_array", Ignore, "", "is ignored: look at the graph with 'octavo inspect --nodes'"),
        new("--graphviz_last_array", Ignore, "", "is ignored: look at the graph with 'octavo inspect --nodes'"),
        new("--conversion_summary_dir", Ignore, "", "is ignored: the report is printed, and written by --plan-out"),
        new("--logtostderr", Ignore, "", "is ignored: messages always go to stderr", false),
        new("--alsologtostderr", Ignore, "", "is ignored: messages always go to stderr", false),
        new("--stderrthreshold", Ignore, "", "is ignored: --quiet and --verbose say how much is told"),
        new("--minloglevel", Ignore, "", "is ignored: --quiet and --verbose say how much is told"),
        new("--v", Ignore, "", "is ignored: --verbose tells more"),
        new("--vmodule", Ignore, "", "is ignored: --verbose tells more"),
        new("--log_dir", Ignore, "", "is ignored: messages go to stderr"),
    }.ToFrozenDictionary(spelling => spelling.Name, StringComparer.Ordinal);

    /// <summary>The names that are understood, for tests and documentation.</summary>
    public static IEnumerable<OldSpelling> All => Known.Values.OrderBy(spelling => spelling.Name, StringComparer.Ordinal);

    /// <summary>The arguments with today's options in place of old ones; as they are where there is none.</summary>
    /// <param name="arguments">As the user gave them; without a command where an old option comes first.</param>
    /// <param name="today">Names of today's options of all commands: words that they join by dashes may be joined by underscores.</param>
    /// <param name="note">Takes one line for each old option, in the user's spelling.</param>
    /// <exception cref="OctavoException">
    /// An old option lacks its value, or asks for what cannot be done (kinds Usage and UnsupportedFeature).
    /// </exception>
    public static string[] Translate(string[] arguments, Lazy<IReadOnlySet<string>> today, Action<string> note)
    {
        var translated = arguments.Select(argument => WithDashes(argument, today)).ToArray();
        var first = translated.FirstOrDefault() ?? "";
        var isConversion = first == "convert" || first.StartsWith("--", StringComparison.Ordinal);
        return isConversion && translated.TakeWhile(argument => argument != "--").Any(argument => Find(argument, today) is not null)
            ? TranslateConversion(translated, today, note) : translated;
    }

    private static string[] TranslateConversion(string[] arguments, Lazy<IReadOnlySet<string>> today, Action<string> note)
    {
        var translation = new OldSpellingTranslation(note);
        for (var index = arguments[0] == "convert" ? 1 : 0; index < arguments.Length; index++)
        {
            if (arguments[index] == "--")
            {
                Array.ForEach(arguments[index..], translation.Keep);
                break;
            }

            if (Find(arguments[index], today) is not { } spelling)
            {
                translation.Keep(arguments[index]);
                continue;
            }

            var (name, value) = Split(arguments[index]);
            if (spelling.HasValue && value is null)
            {
                var next = index + 1 < arguments.Length ? arguments[index + 1] : "--";
                value = next != "--" && !ParsingErrors.LooksLikeOption(next) ? next
                    : throw new OctavoException(ErrorKind.Usage, $"{name} lacks its value.");
                index++;
            }
            else if (!spelling.HasValue && value is null && index + 1 < arguments.Length && bool.TryParse(arguments[index + 1], out _))
            {
                value = arguments[++index];
            }

            translation.Apply(spelling, name, value);
        }

        return translation.Finish();
    }

    /// <summary>The old option that an argument is, with underscores or with dashes; today's options come first.</summary>
    private static OldSpelling? Find(string argument, Lazy<IReadOnlySet<string>> today)
    {
        var (name, _) = Split(argument);
        return Known.TryGetValue(name, out var spelling)
            || (name.StartsWith("--", StringComparison.Ordinal) && Known.TryGetValue(Underscores(name), out spelling)
                && !today.Value.Contains(name)) ? spelling : null;
    }

    private static string Underscores(string name) => $"--{name[2..].Replace('-', '_')}";

    /// <summary>
    /// An option of today whose words are joined by underscores, unless the old converters give that a meaning of its own.
    /// </summary>
    private static string WithDashes(string argument, Lazy<IReadOnlySet<string>> today)
    {
        var (name, value) = Split(argument);
        var dashed = name.Replace('_', '-');
        return dashed == name || Known.ContainsKey(name) || !today.Value.Contains(dashed) ? argument : value is null ? dashed
            : $"{dashed}={value}";
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var at = argument.StartsWith("--", StringComparison.Ordinal) ? argument.IndexOf('=', StringComparison.Ordinal) : -1;
        return at < 0 ? (argument, null) : (argument[..at], argument[(at + 1)..]);
    }
}
