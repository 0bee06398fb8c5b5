using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

internal static unsafe partial class Float32DepthwiseConvolution2D
{
    /// <summary>Best first; the last one is always supported.</summary>
    internal static IReadOnlyList<Float32DepthwiseVariant> Variants { get; } =
    [
        new("Vector512", Avx512F.IsSupported, &Row<Lanes16>),
        new("Vector256", Fma.IsSupported, &Row<Lanes8>),
        new("Vector128", AdvSimd.IsSupported || Fma.IsSupported, &Row<Lanes4>),
        new("Scalar", true, &Row<Lanes1>),
    ];

    private static Float32DepthwiseVariant Fastest { get; } = Variants.First(variant => variant.IsSupported);

    private static Float32DepthwiseVariant Choose(KernelMode mode) => mode == KernelMode.Reference ? Variants[^1] : Fastest;
}
