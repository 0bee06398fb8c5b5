namespace Octavo.Kernels;

/// <summary>One form of the panel kernel.</summary>
internal sealed unsafe class Float32GemmVariant(string name, bool isSupported, delegate*<in Float32PanelProduct, void> run)
{
    public string Name => name;

    public bool IsSupported => isSupported;

    /// <summary>Rows that one step of the kernel takes: blocks are multiples of it.</summary>
    public required int RowTile { get; init; }

    public void Run(in Float32PanelProduct product) => run(product);
}
