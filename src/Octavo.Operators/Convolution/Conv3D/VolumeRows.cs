using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>
/// Gathers what each output voxel reads, in the order (filterZ, filterY, filterX, channel): the rows of a matrix product.
/// </summary>
internal readonly unsafe struct VolumeRows(float* input, WindowGeometry depths, WindowGeometry rows, WindowGeometry columns,
    int channels) : IFloat32RowSource
{
    public int RowLength => depths.FilterSize * rows.FilterSize * columns.FilterSize * channels;

    public void Gather(int firstRow, int rowCount, float* destination)
    {
        for (var row = firstRow; row < firstRow + rowCount; row++)
        {
            var x = row % columns.OutputSize;
            var y = row / columns.OutputSize % rows.OutputSize;
            var z = row / columns.OutputSize / rows.OutputSize % depths.OutputSize;
            var volume = row / columns.OutputSize / rows.OutputSize / depths.OutputSize;
            for (var filterZ = 0; filterZ < depths.FilterSize; filterZ++)
            {
                var inputZ = (z * depths.Stride) - depths.PaddingBefore + (filterZ * depths.Dilation);
                for (var filterY = 0; filterY < rows.FilterSize; filterY++)
                {
                    var inputY = (y * rows.Stride) - rows.PaddingBefore + (filterY * rows.Dilation);
                    var isInside = (uint)inputZ < (uint)depths.InputSize && (uint)inputY < (uint)rows.InputSize;
                    var line =
                        input + ((((((nint)volume * depths.InputSize) + inputZ) * rows.InputSize) + inputY) * columns.InputSize * channels);
                    GatherLine(isInside ? line : null, x, destination);
                    destination += columns.FilterSize * channels;
                }
            }
        }
    }

    /// <param name="line">[width, channels], or null outside of the input.</param>
    private void GatherLine(float* line, int x, float* destination)
    {
        for (var filterX = 0; filterX < columns.FilterSize; filterX++)
        {
            var inputX = (x * columns.Stride) - columns.PaddingBefore + (filterX * columns.Dilation);
            var target = new Span<float>(destination + (filterX * channels), channels);
            if (line != null && (uint)inputX < (uint)columns.InputSize)
            {
                new ReadOnlySpan<float>(line + ((nint)inputX * channels), channels).CopyTo(target);
            }
            else
            {
                target.Clear();
            }
        }
    }
}
