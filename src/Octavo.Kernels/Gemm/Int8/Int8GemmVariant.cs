namespace Octavo.Kernels;

/// <summary>One form of the panel kernel.</summary>
internal sealed unsafe class Int8GemmVariant(string name, bool isSupported, delegate*<in Int8PanelProduct, void> run)
{
    public string Name => name;

    public bool IsSupported => isSupported;

    public void Run(in Int8PanelProduct product) => run(product);
}
