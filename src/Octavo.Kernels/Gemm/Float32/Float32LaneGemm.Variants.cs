using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

internal static unsafe partial class Float32LaneGemm
{
    /// <summary>Best first; the last one is always supported.</summary>
    internal static IReadOnlyList<Float32LaneGemmVariant> Variants { get; } =
    [
        new("Vector512", Avx512F.IsSupported, &RowVector512),
        new("Vector256", Fma.IsSupported, &RowVector256),
        new("Scalar", true, &RowScalar),
    ];

    private static Float32LaneGemmVariant Fastest { get; } = Variants.First(variant => variant.IsSupported);

    private static Float32LaneGemmVariant Choose(KernelMode mode) => mode == KernelMode.Reference ? Variants[^1] : Fastest;
}
