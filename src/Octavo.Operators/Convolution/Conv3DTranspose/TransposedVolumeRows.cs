using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>
/// Gathers the input voxels that add to each output voxel, in the order (filterZ, filterY, filterX, channel), zeros where a tap has none.
/// Windows go from the output (their input size) to the input (their output size).
/// </summary>
internal readonly unsafe struct TransposedVolumeRows(float* input, WindowGeometry depths, WindowGeometry rows, WindowGeometry columns,
    int channels) : IFloat32RowSource
{
    public int RowLength => depths.FilterSize * rows.FilterSize * columns.FilterSize * channels;

    public void Gather(int firstRow, int rowCount, float* destination)
    {
        for (var row = firstRow; row < firstRow + rowCount; row++)
        {
            var x = row % columns.InputSize;
            var y = row / columns.InputSize % rows.InputSize;
            var z = row / columns.InputSize / rows.InputSize % depths.InputSize;
            var volume = row / columns.InputSize / rows.InputSize / depths.InputSize;
            for (var filterZ = 0; filterZ < depths.FilterSize; filterZ++)
            {
                var inputZ = Window(depths, z, filterZ);
                for (var filterY = 0; filterY < rows.FilterSize; filterY++)
                {
                    var inputY = Window(rows, y, filterY);
                    var line = input
                        + ((((((nint)volume * depths.OutputSize) + inputZ) * rows.OutputSize) + inputY) * columns.OutputSize * channels);
                    GatherLine(inputZ < 0 || inputY < 0 ? null : line, x, destination);
                    destination += columns.FilterSize * channels;
                }
            }
        }
    }

    /// <summary>The window whose tap reads this position; -1 where there is none.</summary>
    private static int Window(in WindowGeometry geometry, int position, int tap)
    {
        var start = position + geometry.PaddingBefore - (tap * geometry.Dilation);
        return start >= 0 && start % geometry.Stride == 0 && start / geometry.Stride < geometry.OutputSize ? start / geometry.Stride : -1;
    }

    /// <param name="line">[width, channels], or null where no window reads.</param>
    private void GatherLine(float* line, int x, float* destination)
    {
        for (var filterX = 0; filterX < columns.FilterSize; filterX++)
        {
            var inputX = Window(columns, x, filterX);
            var target = new Span<float>(destination + (filterX * channels), channels);
            if (line != null && inputX >= 0)
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
