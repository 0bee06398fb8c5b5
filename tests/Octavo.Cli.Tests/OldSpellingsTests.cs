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
        ["convert", "graph.pb", "--inputs", "a,b", "--outputs", "c", "--output", "out.tflite", "--input-shape", "a=1,28,28,1", "--input-shape", "b=1,3"],
        Translate("convert", "--graph_def_file", "graph.pb", "--input_arrays", "a,b", "--output_arrays", "c", "--input_shapes", "1,28,28,1:1,3", "--output_file", "out.tflite"));

    [Theory]
    [InlineData("--post_training_quantize=false")]
    [InlineData("--quantize_weights=0")]
    [InlineData("--inference_type=FLOAT")]
    [InlineData("--drop_control_dependency")]
    [InlineData("--output_format=TFLITE")]
    public void What_asks_for_nothing_changes_nothing(string option) => Assert.Equal(["convert", "folder"], Translate("--saved_model_dir=folder", option));

    [Fact]
    public void Float16_wins_over_the_general_switch() => Assert.Equal(
        ["convert", "folder", "--recipe", "float16-weights"], Translate("--saved_model_dir=folder", "--post_training_quantize", "--quantize_to_float16=true"));

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
    public void Underscores_are_dashes() => Assert.Equal(["convert", "m.tflite", "--plan-out", "p", "--min-weight-elements=3"], Translate("convert", "m.tflite", "--plan_out", "p", "--min_weight_elements=3"));

    [Fact]
    public void Other_commands_are_left_alone() => Assert.Equal(["run", "--graph", "x"], Translate("run", "--graph", "x"));

    [Fact]
    public void Shapes_without_names_are_refused()
    {
        var error = Assert.Throws<OctavoException>(() => Translate("--graph_def_file=g.pb", "--input_shapes=1,2:3", "--input_arrays=a"));
        Assert.Equal(2, error.ExitCode);
    }

    [Fact]
    public void A_switch_that_is_neither_on_nor_off_is_refused() => Assert.Throws<OctavoException>(() => Translate("--saved_model_dir=f", "--post_training_quantize=maybe"));

    private string[] Translate(params string[] arguments) => OldSpellings.Translate(arguments, notes.Add);
}
