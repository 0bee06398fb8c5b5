using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.TFLite.Tests;

public sealed class ModelDescriptionTests
{
    [Fact]
    public void A_model_without_metadata_has_no_description() => Assert.Null(ModelDescription.Of(new Model()));

    [Fact]
    public void Damaged_metadata_is_one_error_of_the_data()
    {
        var model = new Model();
        model.Metadata.Add(
            KeyValuePair.Create<string, ReadOnlyMemory<byte>>("TFLITE_METADATA",
                new byte[] { 8, 0, 0, 0, (byte)'M', (byte)'0', (byte)'0', (byte)'1', 1, 2 }));

        Assert.Equal(ErrorKind.InvalidData, Assert.Throws<OctavoException>(() => ModelDescription.Of(model)).Kind);
    }

    [Fact]
    public void Names_and_label_files_of_outputs_are_read_from_the_metadata()
    {
        using var file = TFLiteFile.Open(Path.Combine(AppContext.BaseDirectory, "Models", "CUSTOM.described_text.tflite"));
        var description = ModelDescription.Of(file.Model)!;

        Assert.Equal("NL Classifier", description.Name);
        Assert.Equal("text string", Assert.Single(description.Inputs).Name);
        Assert.Equal(file.Model.Main.Outputs.Count, description.Outputs.Length);
        var named = description.Outputs.Select((output, index) => (output.Name, Labels: description.LabelsOf(index)))
            .Where(output => output.Labels is not null).ToList();
        Assert.Equal([("scores_dequantized", "test_labels.txt")], named);
        Assert.Equal("label0\nlabel1\nlabel2\n", System.Text.Encoding.UTF8.GetString(AssociatedFiles.Read(file.Model, "test_labels.txt")));
    }
}
