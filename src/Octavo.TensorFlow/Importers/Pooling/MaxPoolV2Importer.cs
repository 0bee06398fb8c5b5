namespace Octavo.TensorFlow;

/// <summary>A pool whose window and strides are inputs, which must be known.</summary>
internal sealed class MaxPoolV2Importer : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["MaxPoolV2"];

    public void Import(ImportContext context)
    {
        var layout = ImageLayout.Of(context);
        var windows = new PoolWindows(
            layout, WindowPadding.Of(context, layout), Spatial(context, layout, 1, "the window size"),
            Spatial(context, layout, 2, "the strides"));
        context.SetOutput(0, windows.Maximum(context, context.Input(0)));
    }

    private static int[] Spatial(ImportContext context, ImageLayout layout, int input, string what) =>
        layout.Spatial(context, what, [.. context.RequireIntegers(input, what).Select(size => (long)size)]);
}
