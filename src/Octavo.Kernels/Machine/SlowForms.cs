using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

/// <summary>
/// Whether kernels run in forms without the vector instructions they are written for: the same bits, 10 to 240 times slower. A program that
/// was compiled ahead of time has the instruction sets that its compiler was told of, whatever the processor has.
/// </summary>
internal static class SlowForms
{
    private const int Fma = 1 << 12;
    private const int RegistersAreSaved = 1 << 27;
    private const int Avx2 = 1 << 5;

    /// <summary>Why, and what to do about it, as a sentence; null where kernels run in the forms for this machine.</summary>
    public static string? Reason { get; } = Explain(
        RuntimeInformation.ProcessArchitecture,
        mayUse: System.Runtime.Intrinsics.X86.Avx2.IsSupported && System.Runtime.Intrinsics.X86.Fma.IsSupported || AdvSimd.IsSupported,
        ProcessorHasAvx2AndFma(), isCompiledAtRunTime: RuntimeFeature.IsDynamicCodeCompiled);

    /// <param name="architecture">Of the process.</param>
    /// <param name="mayUse">Whether the process may use AVX2 and FMA on x64, or AdvSimd on ARM64.</param>
    /// <param name="processorHas">Whether the processor has AVX2 and FMA; null where it cannot be asked.</param>
    /// <param name="isCompiledAtRunTime">Whether the runtime compiles for the processor that it finds.</param>
    internal static string? Explain(Architecture architecture, bool mayUse, bool? processorHas, bool isCompiledAtRunTime) =>
        (architecture, processorHas) switch
    {
        _ when mayUse => null,
        (Architecture.X64, false) => "This processor has no AVX2 and FMA, so kernels run in slow forms.",
        (Architecture.X64, _) when isCompiledAtRunTime =>
            "The .NET runtime was told not to use AVX2 and FMA, so kernels run in slow forms: look for DOTNET_Enable... among the "
            + "environment variables.",
        (Architecture.X64, _) =>
            "This program was compiled ahead of time without AVX2 and FMA, so kernels run in slow forms: set IlcInstructionSet to "
            + "x86-64-v3 in its project.",
        (Architecture.Arm64, _) =>
            "The .NET runtime was told not to use AdvSimd, so kernels run in slow forms: look for DOTNET_Enable... among the environment "
            + "variables.",
        _ => $"Kernels have fast forms for x64 and ARM64 only, and this is {architecture}.",
    };

    /// <summary>What the processor says of itself, whatever the compiler was told; null where it cannot be asked.</summary>
    private static bool? ProcessorHasAvx2AndFma()
    {
        if (!X86Base.IsSupported)
        {
            return null;
        }

        const int Wanted = Fma | RegistersAreSaved;
        return X86Base.CpuId(0, 0).Eax >= 7 && (X86Base.CpuId(1, 0).Ecx & Wanted) == Wanted && (X86Base.CpuId(7, 0).Ebx & Avx2) != 0;
    }
}
