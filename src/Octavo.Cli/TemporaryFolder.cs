namespace Octavo.Cli;

/// <summary>A folder for the time of one command; it goes when the command ends, also by a signal.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly IDisposable registration;

    /// <exception cref="OctavoException">The system's folder for temporary files cannot be used (kind InputOutput).</exception>
    public TemporaryFolder(string purpose)
    {
        try
        {
            Path = Directory.CreateTempSubdirectory($"octavo-{purpose}-").FullName;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OctavoException(
                ErrorKind.InputOutput, "No temporary folder can be made here.", System.IO.Path.GetTempPath(),
                found: Directory.Exists(System.IO.Path.GetTempPath()) ? failure.Message : "no such folder",
                hint: OperatingSystem.IsWindows() ? "Let TMP name a folder that can be written."
                    : "Let TMPDIR name a folder that can be written.", inner: failure);
        }

        registration = InterruptSignals.AtEnd(Remove);
    }

    public string Path { get; }

    public void Dispose()
    {
        registration.Dispose();
        Remove();
    }

    private void Remove()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Messages.Warn($"{Path} could not be removed: {failure.Message}");
        }
    }
}
