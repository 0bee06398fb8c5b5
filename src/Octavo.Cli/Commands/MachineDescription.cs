using System.Runtime.InteropServices;
using Octavo.Kernels;

namespace Octavo.Cli;

/// <summary>What <c>octavo doctor</c> tells.</summary>
/// <param name="Version">Of Octavo.</param>
/// <param name="Runtime">The .NET runtime and its version.</param>
/// <param name="System">The operating system and its version.</param>
/// <param name="Architecture">Of the process.</param>
/// <param name="Processors">Those that the process may use.</param>
/// <param name="MemoryBytes">What the process may use: the machine's, or its container's.</param>
/// <param name="SlowForms">Why kernels run many times slower than this machine could; null where they do not.</param>
/// <param name="InstructionSets">Those that kernels ask for, and whether the process may use them.</param>
internal sealed record MachineDescription(
    string Version, string Runtime, string System, string Architecture, int Processors, long MemoryBytes, string? SlowForms,
    IReadOnlyDictionary<string, bool> InstructionSets)
{
    public static MachineDescription OfThisProcess() => new(
        typeof(Converter).Assembly.GetName().Version?.ToString(3) ?? "", RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription,
        ProcessorFeatures.Architecture, ProcessorFeatures.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            Kernels.SlowForms.Reason,
        ProcessorFeatures.InstructionSets.ToDictionary(set => set.Name, set => set.IsSupported));
}
