using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

internal static unsafe partial class Int8RowQuantizer
{
    /// <summary>Best first; the last one is always supported.</summary>
    internal static IReadOnlyList<Int8RowQuantizerVariant> Variants { get; } =
    [
        new("Vector512", Avx512F.IsSupported, &FindRange<FloatLanes512, Vector512<float>>, &Quantize<FloatLanes512, Vector512<float>>),
        new("Vector256", Fma.IsSupported && Avx2.IsSupported, &FindRange<FloatLanes256, Vector256<float>>, &Quantize<FloatLanes256, Vector256<float>>),
        new("Vector128", Vector128.IsHardwareAccelerated, &FindRange<FloatLanes128, Vector128<float>>, &Quantize<FloatLanes128, Vector128<float>>),
        new("Scalar", true, &FindRange<FloatLanes1, float>, &Quantize<FloatLanes1, float>),
    ];

    private static Int8RowQuantizerVariant Fastest { get; } = Variants.First(variant => variant.IsSupported);

    private static Int8RowQuantizerVariant Choose(KernelMode mode) => mode == KernelMode.Reference ? Variants[^1] : Fastest;
}
