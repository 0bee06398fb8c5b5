using Octavo.SchemaGenerator;

namespace Octavo.FlatBuffers.Tests;

public class GeneratedSourceTests
{
    [Fact]
    public void Committed_files_are_what_the_generator_makes_of_the_schema()
    {
        var schema = SchemaDocument.Parse(File.ReadAllText(Path.Combine(TestModels.Schema, "tflite-schema.json")));
        var generated = SchemaSource.Generate(schema).ToDictionary(file => file.Name, file => file.Text);
        var committed = Directory.GetFiles(TestModels.Schema, "*.g.cs").ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
        Assert.Equal(generated.Keys.Order(), committed.Keys.Order());
        foreach (var (name, text) in generated)
        {
            Assert.True(text == committed[name].ReplaceLineEndings("\n"),
                $"{name} is stale: dotnet run --project tools/Octavo.SchemaGenerator");
        }
    }
}
