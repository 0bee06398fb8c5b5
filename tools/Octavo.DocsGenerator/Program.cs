using Octavo.DocsGenerator;

var docs = Path.Combine(RepositoryRoot(), "docs");
foreach (var (name, text) in GeneratedPages.All())
{
    File.WriteAllText(Path.Combine(docs, name), text);
    Console.WriteLine($"docs/{name}: {text.Count(character => character == '\n')} lines");
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
