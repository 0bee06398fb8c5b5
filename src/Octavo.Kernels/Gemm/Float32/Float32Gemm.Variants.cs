using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

internal static unsafe partial class Float32Gemm
{
    /// <summary>Best first; the last one is always supported.</summary>
    internal static IReadOnlyList<Float32GemmVariant> Variants { get; } =
    [
        new("Vector512 8x32", Avx512F.IsSupported, &PanelVector512) { RowTile = 8 },
        new("Vector256 6x16", Fma.IsSupported, &PanelVector256) { RowTile = 6 },
        new("Vector128 4x8", AdvSimd.IsSupported || Fma.IsSupported, &PanelVector128) { RowTile = 4 },
        new("Scalar", true, &PanelScalar) { RowTile = 1 },
    ];

    private static Float32GemmVariant Fastest { get; } = Variants.First(variant => variant.IsSupported);

    private static Float32GemmVariant Choose(KernelMode mode) => mode == KernelMode.Reference ? Variants[^1] : Fastest;
}
