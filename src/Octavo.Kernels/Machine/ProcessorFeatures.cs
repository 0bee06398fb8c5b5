using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

/// <summary>What the kernels may use of this processor, as the .NET runtime reports it.</summary>
internal static class ProcessorFeatures
{
    /// <summary>The instruction sets that kernels ask for, in the order in which they came into being.</summary>
    public static IReadOnlyList<(string Name, bool IsSupported)> InstructionSets { get; } =
    [
        ("AdvSimd", AdvSimd.IsSupported),
        ("SSE4.1", Sse41.IsSupported),
        ("AVX2", Avx2.IsSupported),
        ("FMA", Fma.IsSupported),
        ("AVX-VNNI", AvxVnni.IsSupported),
        ("AVX-512F", Avx512F.IsSupported),
        ("AVX-512BW", Avx512BW.IsSupported),
        ("AVX-512VL", Avx512F.VL.IsSupported),
        ("AVX-512VBMI", Avx512Vbmi.IsSupported),
        ("AVX-512VNNI", HasAvx512Vnni),
    ];

    /// <summary>Whether the processor has 512-bit VNNI (CPUID leaf 7, ECX bit 11) and the runtime lets 512-bit registers be used.</summary>
    public static bool HasAvx512Vnni => Avx512F.IsSupported && X86Base.IsSupported && (X86Base.CpuId(7, 0).Ecx & (1 << 11)) != 0;

    /// <summary>
    /// Whether kernels use 512-bit registers: wherever they are, also where the runtime itself prefers narrower ones (docs/decisions/0019).
    /// </summary>
    public static bool HasVector512 => Avx512F.IsSupported;

    public static string Architecture => RuntimeInformation.ProcessArchitecture.ToString();

    public static int ProcessorCount => Environment.ProcessorCount;
}
