namespace Octavo.Kernels;

/// <summary>One form of the depthwise kernel.</summary>
internal sealed unsafe class Float32DepthwiseVariant(string name, bool isSupported, delegate*<in Float32DepthwiseRow, void> run)
{
    public string Name => name;

    public bool IsSupported => isSupported;

    public void Run(in Float32DepthwiseRow row) => run(row);
}
