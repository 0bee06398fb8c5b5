using Octavo.SchemaGenerator;

var folder = Path.Combine(RepositoryRoot(), "src", "Octavo.FlatBuffers", "Schema");
var schema = SchemaDocument.Parse(File.ReadAllText(Path.Combine(folder, "tflite-schema.json")));
foreach (var (name, text) in SchemaSource.Generate(schema))
{
    File.WriteAllText(Path.Combine(folder, name), text);
    Console.WriteLine($"{name}: {text.Count(character => character == '\n')} lines");
}

static string RepositoryRoot()
{
    for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
    {
        if (File.Exists(Path.Combine(folder.FullName, "Octavo.slnx")))
        {
            return folder.FullName;
        }
    }

    throw new DirectoryNotFoundException("No folder above the generator holds Octavo.slnx.");
}
