using Octavo.ProtoGenerator;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: Octavo.ProtoGenerator REFERENCE_FOLDER PROJECT_FOLDER");
    return 2;
}

foreach (var (path, text) in GeneratedFiles.All(args[0]))
{
    var target = Path.Combine(args[1], path);
    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
    File.WriteAllText(target, text);
    Console.WriteLine(target);
}

return 0;
