using Octavo.DocsGenerator;

var repository = RepositoryRoot();
foreach (var (path, text) in GeneratedPages.All())
{
    File.WriteAllText(Path.Combine(repository, path), text);
    Console.WriteLine($"{path}: {text.Count(character => character == '\n')} lines");
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
