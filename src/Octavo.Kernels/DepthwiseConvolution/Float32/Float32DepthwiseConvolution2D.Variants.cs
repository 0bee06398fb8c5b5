using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

internal static unsafe partial class Float32DepthwiseConvolution2D
{
    /// <summary>Best first; the last one is always supported.</summary>
    internal static IReadOnlyList<Float32DepthwiseVariant> Variants { get; } =
    [
        new("Vector512", Avx512F.IsSupported, &Row<FloatLanes512, Vector512<float>>),
        new("Vector256", Fma.IsSupported, &Row<FloatLanes256, Vector256<float>>),
        new("Vector128", AdvSimd.IsSupported || Fma.IsSupported, &Row<FloatLanes128, Vector128<float>>),
        new("Scalar", true, &Row<FloatLanes1, float>),
    ];

    private static Float32DepthwiseVariant Fastest { get; } = Variants.First(variant => variant.IsSupported);

    private static Float32DepthwiseVariant Choose(KernelMode mode) => mode == KernelMode.Reference ? Variants[^1] : Fastest;
}
