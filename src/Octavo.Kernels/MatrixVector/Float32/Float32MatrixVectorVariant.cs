namespace Octavo.Kernels;

/// <summary>
/// One form of the product of a row and panels: left [depth], panels one after another, depth, width (16: a narrow panel, 32: one panel,
/// 128: four), sums [width] to add to.
/// </summary>
internal sealed unsafe class Float32MatrixVectorVariant(string name, bool isSupported, delegate*<float*, float*, int, int, float*,
    void> run)
{
    public const int PanelsPerStep = 4;

    public string Name => name;

    public bool IsSupported => isSupported;

    public void Run(float* left, float* panels, int depth, int width, float* sums) => run(left, panels, depth, width, sums);
}
