namespace Octavo.Evaluation;

/// <summary>A sample whose input is a picture in a file of its own.</summary>
internal static class PictureSample
{
    /// <param name="name">What reports call the sample.</param>
    /// <param name="path">The file.</param>
    /// <param name="label">Index of the class, as far as it is known.</param>
    /// <param name="text">The label as text.</param>
    /// <param name="applyOrientation">Turn a JPEG as its EXIF orientation says.</param>
    /// <param name="keepsUnreadable">Give a picture that cannot be read as a sample with its failure.</param>
    public static Sample Read(string name, string path, int? label, string? text, bool applyOrientation, bool keepsUnreadable)
    {
        try
        {
            return new Sample(name, [ImageFile.Read(path, applyOrientation)], label, text);
        }
        catch (OctavoException failure) when (keepsUnreadable)
        {
            return new Sample(name, [], label, text, failure);
        }
    }

    /// <summary>The file that a list names by its path in a folder; lists come from others, and lead nowhere else.</summary>
    /// <exception cref="OctavoException">InvalidData: the path leads out of the folder.</exception>
    public static string Inside(string folder, string name, string where)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        var path = Path.GetFullPath(Path.Combine(root, name));
        return name.Length > 0 && path.StartsWith(root, StringComparison.Ordinal) ? path : throw new OctavoException(
            ErrorKind.InvalidData, "A path leads out of the folder of the list.", where, $"a file in {root} or below", $"'{name}'",
                "Put the list beside the pictures.");
    }
}
