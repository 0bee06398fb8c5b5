using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

internal static unsafe partial class Int8Gemm
{
    /// <summary>Best first; the last one is always supported.</summary>
    internal static IReadOnlyList<Int8GemmVariant> Variants { get; } =
    [
        new("Vector512 8x32", Avx512BW.IsSupported, &PanelVector512),
        new("Vector256 4x16", Avx2.IsSupported, &PanelVector256),
        new("Scalar", true, &PanelScalar),
    ];

    private static Int8GemmVariant Fastest { get; } = Variants.First(variant => variant.IsSupported);

    internal static Int8GemmVariant Choose(KernelMode mode) => mode == KernelMode.Reference ? Variants[^1] : Fastest;
}
