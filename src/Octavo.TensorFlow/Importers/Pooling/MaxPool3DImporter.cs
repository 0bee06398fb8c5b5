using Octavo.Operators;

namespace Octavo.TensorFlow;

internal sealed class MaxPool3DImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["MaxPool3D"];

    public void Import(ImportContext context)
    {
        var windows = PoolWindows.Of(context, 3);
        context.SetOutput(0, VolumePool.Apply(
            context, windows,
            (strideHeight, strideWidth, height, width) =>
                new MaxPool2D(windows.Padding.Padding, strideHeight, strideWidth, height, width)));
    }
}
