using Octavo.Tensors;

namespace Octavo;

/// <summary>
/// The same on a thread of the thread pool, with progress, and cancelled between passes and constants. One conversion at a time.
/// </summary>
public sealed partial class Converter
{
    /// <inheritdoc cref="Convert"/>
    /// <param name="progress">Told before each pass and each constant, on the converting thread.</param>
    /// <param name="cancellationToken">Looked at before each pass and each constant.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<byte[]> ConvertAsync(IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Watched(Convert, progress, cancellationToken);

    /// <inheritdoc cref="ConvertToFile"/>
    /// <param name="path">Where the file goes; nothing is there where the conversion is cancelled.</param>
    /// <param name="replace">Whether a file that is there already is replaced.</param>
    /// <param name="progress">Told before each pass and each constant, on the converting thread.</param>
    /// <param name="cancellationToken">Looked at before each pass and each constant.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<ConversionReport> ConvertToFileAsync(
        string path, bool replace = true, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Watched(() => ConvertToFile(path, replace), progress, cancellationToken);

    private static Task<T> Watched<T>(Func<T> work, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken) =>
        Task.Run(
        () =>
        {
            using var watch = WorkWatch.Begin(progress, cancellationToken);
            return work();
        },
        cancellationToken);
}
