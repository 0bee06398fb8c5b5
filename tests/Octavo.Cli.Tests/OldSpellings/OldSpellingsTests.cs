using Octavo.Tensors;

namespace Octavo.Cli.Tests;

public sealed class OldSpellingsTests
{
    private readonly List<string> notes = [];

    [Fact]
    public void The_command_line_of_2018_becomes_todays() => Assert.Equal(
        ["convert", "model_folder", "--output", "out.tflite", "--recipe", "dynamic-range-int8"],
        Translate("--saved_model_dir=model_folder", "--output_file=out.tflite", "--post_training_quantize"));

    [Fact]
    public void Options_may_stand_behind_the_command_and_have_their_values_behind_a_space() => Assert.Equal(
        ["convert", "graph.pb", "--inputs", "a,b", "--outputs", "c", "--output", "out.tflite", "--input-shape", "a=1,28,28,1",
            "--input-shape", "b=1,3"],
        Translate("convert", "--graph_def_file", "graph.pb", "--input_arrays", "a,b", "--output_arrays", "c", "--input_shapes",
            "1,28,28,1:1,3", "--output_file", "out.tflite"));

    [Theory]
    [InlineData("--post_training_quantize=false")]
    [InlineData("--quantize_weights=0")]
    [InlineData("--inference_type=FLOAT")]
    [InlineData("--drop_control_dependency")]
    [InlineData("--output_format=TFLITE")]
    public void What_asks_for_nothing_changes_nothing(string option) =>
        Assert.Equal(["convert", "folder"], Translate("--saved_model_dir=folder", option));

    [Fact]
    public void Float16_wins_over_the_general_switch() => Assert.Equal(
        ["convert", "folder", "--recipe", "float16-weights"],
        Translate("--saved_model_dir=folder", "--post_training_quantize", "--quantize_to_float16=true"));

    [Fact]
    public void Each_old_option_is_explained_once()
    {
        Translate("--saved_model_dir=a", "--drop_control_dependency", "--drop_control_dependency", "--post_training_quantize");
        Assert.Equal(3, notes.Count);
        Assert.Contains(notes, note => note.Contains("--recipe dynamic-range-int8", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_has_a_meaning_and_none_ends_in_a_full_stop() =>
        Assert.All(OldSpellings.All, spelling => Assert.Matches("^is .*[^.]$", spelling.Meaning));

    [Fact]
    public void Underscores_are_dashes() =>
        Assert.Equal(["convert", "m.tflite", "--plan-out", "p", "--min-weight-elements=3"],
            Translate("convert", "m.tflite", "--plan_out", "p", "--min_weight_elements=3"));

    [Theory]
    [InlineData(
        "--mean_values=128 --std_dev_values=127 --default_ranges_min=0 --default_ranges_max=6 --target_ops=TFLITE_BUILTINS --logtostderr",
        6)]
    [InlineData("--mean_values 128 --std_dev_values 127 --default_ranges_min -6 --default_ranges_max 6", 4)]
    [InlineData("--inference_input_type=FLOAT --inference_output_type float --target_ops TFLITE_BUILTINS,SELECT_TF_OPS --v=1", 4)]
    [InlineData("--input_data_types=float --rnn_states={} --dump_graphviz_video --drop_fake_quant --enable_select_tf_ops", 5)]
    public void Options_that_have_no_place_today_are_understood_and_explained(string options, int expected)
    {
        Assert.Equal(["convert", "g.pb"], Translate(["--graph_def_file=g.pb", .. options.Split(' ')]));
        Assert.Equal(expected + 1, notes.Count);
    }

    [Theory]
    [InlineData("--inference_input_type=QUANTIZED_UINT8", 4)]
    [InlineData("--input_type=QUANTIZED_UINT8", 4)]
    [InlineData("--target_ops=TFLITE_BUILTINS_INT8", 4)]
    [InlineData("--target_ops=NOTHING", 2)]
    [InlineData("--inference_type=INT3", 2)]
    [InlineData("--mean_values", 2)]
    [InlineData("--mean_values --logtostderr", 2)]
    public void What_cannot_be_done_is_said_in_the_users_spelling(string options, int exitCode)
    {
        var error = Assert.Throws<OctavoException>(() => Translate(["--graph_def_file=g.pb", .. options.Split(' ')]));
        Assert.Equal(exitCode, error.ExitCode);
        Assert.Contains(options.Split(' ', '=')[0], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dashes_do_as_well_with_and_without_the_command()
    {
        string[] expected = ["convert", "g.pb", "--inputs", "a", "--outputs", "b", "--output", "o", "--input-shape", "a=1,2"];
        string[] dashed =
            ["--graph-def-file=g.pb", "--input-arrays=a", "--output-arrays=b", "--output-file=o", "--input-shapes=1,2", "--mean-values=1"];
        Assert.Equal(expected, Translate(dashed));
        Assert.Contains(notes, note => note.StartsWith("--mean-values ", StringComparison.Ordinal));
        Assert.Equal(expected, Translate(["convert", .. dashed]));
    }

    [Fact]
    public void Options_of_today_keep_their_meaning() =>
        Assert.Equal(["convert", "g.pb", "--input-shape", "a=1,2", "--inputs", "a"],
            Translate("convert", "g.pb", "--input-shape", "a=1,2", "--inputs", "a"));

    [Fact]
    public void Options_that_nobody_knows_stay_as_they_were_written() =>
        Assert.Equal(["convert", "m", "--mean_valuez=3"], Translate("convert", "m", "--mean_valuez=3"));

    [Fact]
    public void What_an_old_option_becomes_exists()
    {
        var convert = CommandTree.Make().Subcommands.Single(command => command.Name == "convert");
        Assert.All(OldSpellings.All.Where(spelling => spelling.Action == OldSpellingAction.Rename),
            spelling => Assert.Contains(convert.Options, option => option.Name == spelling.Target));
        Assert.All(OldSpellings.All.Where(spelling => spelling.Action == OldSpellingAction.Recipe),
            spelling => Assert.NotNull(Quantization.Recipe.TryFind(spelling.Target)));
    }

    [Fact]
    public void Other_commands_are_left_alone() => Assert.Equal(["run", "--graph", "x"], Translate("run", "--graph", "x"));

    [Fact]
    public void Shapes_without_names_are_refused()
    {
        var error = Assert.Throws<OctavoException>(() => Translate("--graph_def_file=g.pb", "--input_shapes=1,2:3", "--input_arrays=a"));
        Assert.Equal(2, error.ExitCode);
    }

    [Fact]
    public void A_switch_that_is_neither_on_nor_off_is_refused() =>
        Assert.Throws<OctavoException>(() => Translate("--saved_model_dir=f", "--post_training_quantize=maybe"));

    private string[] Translate(params string[] arguments) =>
        OldSpellings.Translate(arguments, new Lazy<IReadOnlySet<string>>(CommandTree.OptionNames), notes.Add);
}
