using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>The sample that the tool carries: the SavedModels of trained networks and 500 labelled images.</summary>
internal static class DemoSample
{
    private const string Data = "data/";
    private const string Models = "models/";

    /// <summary>Paths of all files, relative to the folder they are written into.</summary>
    public static IEnumerable<string> Files => Resources.Select(PathOf);

    private static IEnumerable<string> Resources => typeof(DemoSample).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Models, StringComparison.Ordinal) || name.StartsWith(Data, StringComparison.Ordinal));

    /// <summary>Writes the sample into a folder: a folder for each network, and the images and labels beside them.</summary>
    /// <exception cref="OctavoException">The folder cannot be written.</exception>
    public static void Extract(string folder)
    {
        try
        {
            foreach (var resource in Resources)
            {
                var path = Path.Combine(folder, PathOf(resource));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using var stream = typeof(DemoSample).Assembly.GetManifestResourceStream(resource)!;
                FileReplacement.Write(path, stream.CopyTo);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OctavoException(ErrorKind.InputOutput, "The sample cannot be written.", folder, found: error.Message, inner: error);
        }
    }

    private static string PathOf(string resource) => resource[(resource.IndexOf('/') + 1)..];
}
