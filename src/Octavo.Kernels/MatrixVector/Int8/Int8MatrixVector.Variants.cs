using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

internal static unsafe partial class Int8MatrixVector
{
    /// <summary>Best first; the last one is always supported.</summary>
    internal static IReadOnlyList<Int8MatrixVectorVariant> Variants { get; } =
    [
        new("Vector512", Avx512BW.IsSupported, &SplitVector128, &PanelsVector512),
        new("Vector256", Avx2.IsSupported, &SplitVector128, &PanelsVector256),
        new("Scalar", true, &SplitScalar, &PanelsScalar),
    ];

    private static Int8MatrixVectorVariant Fastest { get; } = Variants.First(variant => variant.IsSupported);
}
