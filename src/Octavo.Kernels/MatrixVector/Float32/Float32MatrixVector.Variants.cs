using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

internal static unsafe partial class Float32MatrixVector
{
    /// <summary>Best first; the last one is always supported.</summary>
    internal static IReadOnlyList<Float32MatrixVectorVariant> Variants { get; } =
    [
        new("Vector512", Avx512F.IsSupported, &PanelsVector512),
        new("Vector256", Fma.IsSupported, &PanelsVector256),
        new("Scalar", true, &PanelsScalar),
    ];

    private static Float32MatrixVectorVariant Fastest { get; } = Variants.First(variant => variant.IsSupported);

    private static Float32MatrixVectorVariant Choose(KernelMode mode) => mode == KernelMode.Reference ? Variants[^1] : Fastest;
}
