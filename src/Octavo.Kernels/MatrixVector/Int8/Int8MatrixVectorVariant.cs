namespace Octavo.Kernels;

/// <summary>One form of the product of a row and panels.</summary>
internal sealed unsafe class Int8MatrixVectorVariant(
    string name, bool isSupported, delegate*<sbyte*, int, byte*, int> split, delegate*<byte*, sbyte*, int, int, int, int*, void> run)
{
    public string Name => name;

    public bool IsSupported => isSupported;

    /// <summary>Writes a row as [fours of depth, 2, 4]: magnitudes, then masks; zeros past the end.</summary>
    /// <returns>The sum of the magnitudes of negative elements.</returns>
    public int Split(sbyte* row, int depth, byte* target) => split(row, depth, target);

    /// <summary>sums[n] = start + product of the split row and the panels.</summary>
    /// <param name="panels">One after another, each [fours of depth, its width, 4].</param>
    /// <param name="depth">In fours.</param>
    /// <param name="width">16: a narrow panel, 32: one panel, 128: four.</param>
    public void Run(byte* row, sbyte* panels, int depth, int width, int start, int* sums) => run(row, panels, depth, width, start, sums);
}
