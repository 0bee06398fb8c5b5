using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>The sample that the tool carries: the SavedModel of a trained network and 500 labelled images.</summary>
internal static class DemoSample
{
    private const string Data = "data/";
    private const string SavedModel = "saved_model/";

    /// <summary>Writes the sample into a folder: <c>saved_model/</c> and the images and labels beside it.</summary>
    /// <exception cref="OctavoException">The folder cannot be written.</exception>
    public static void Extract(string folder)
    {
        try
        {
            foreach (var resource in typeof(DemoSample).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(SavedModel, StringComparison.Ordinal) || name.StartsWith(Data, StringComparison.Ordinal)))
            {
                var path = Path.Combine(folder, resource.StartsWith(Data, StringComparison.Ordinal) ? resource[Data.Length..] : resource);
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
}
