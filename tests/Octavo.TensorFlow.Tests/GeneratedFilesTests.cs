using Octavo.ProtoGenerator;

namespace Octavo.TensorFlow.Tests;

public class GeneratedFilesTests
{
    [RecordedFact]
    public void Committed_files_are_what_the_generator_makes_of_the_reference()
    {
        var shared = SharedFolder.Of();
        var project = RepositoryFolder.Of("src", "Octavo.TensorFlow");
        var generated = GeneratedFiles.All(Path.Combine(shared, "reference"));
        Assert.All(generated, file => Assert.True(
            File.ReadAllText(Path.Combine(project, file.Path)).ReplaceLineEndings("\n") == file.Text,
            $"{file.Path} is stale: dotnet run --project tools/Octavo.ProtoGenerator"));
        Assert.Equal(
            generated.Select(file => Path.GetFileName(file.Path)).Where(name => name.EndsWith(".proto", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(project, "SavedModel", "Protos")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_operation_of_the_table_can_be_looked_up_with_its_defaults()
    {
        Assert.True(OperationSignatures.All.Count > 600);
        foreach (var signature in OperationSignatures.All.Values)
        {
            Assert.All(signature.Attributes,
                attribute => Assert.Equal(attribute.Default is not null, AttributeDefaults.Of(signature, attribute.Name) is not null));
        }
    }
}
