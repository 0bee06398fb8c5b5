namespace Octavo.Kernels;

/// <summary>
/// One form of the lane product of a row: left [depth], its last depth % 32 values again in 32 zero-padded ones, weights, output [outputs]
/// without bias.
/// </summary>
internal sealed unsafe class Float32LaneGemmVariant(string name, bool isSupported, delegate*<float*, float*, in Float32Weights, float*,
    void> run)
{
    public string Name => name;

    public bool IsSupported => isSupported;

    public void Run(float* left, float* tail, in Float32Weights weights, float* output) => run(left, tail, weights, output);
}
