using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

internal static unsafe partial class Int8RowQuantizer
{
    /// <summary>Best first; the last one is always supported.</summary>
    internal static IReadOnlyList<Int8RowQuantizerVariant> Variants { get; } =
    [
        new("Vector512", Avx512F.IsSupported, &FindRange<Lanes16>, &Quantize<Lanes16>),
        new("Vector256", Fma.IsSupported && Avx2.IsSupported, &FindRange<Lanes8>, &Quantize<Lanes8>),
        new("Vector128", Vector128.IsHardwareAccelerated, &FindRange<Lanes4>, &Quantize<Lanes4>),
        new("Scalar", true, &FindRange<Lanes1>, &Quantize<Lanes1>),
    ];

    private static Int8RowQuantizerVariant Fastest { get; } = Variants.First(variant => variant.IsSupported);

    private static Int8RowQuantizerVariant Choose(KernelMode mode) => mode == KernelMode.Reference ? Variants[^1] : Fastest;
}
