using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json;
using Octavo.Kernels;

namespace Octavo.Cli;

/// <summary><c>octavo doctor</c>: what this machine gives the kernels.</summary>
internal static class DoctorCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    public static Command Make()
    {
        var command = new Command("doctor", "Shows what the kernels use of this machine.") { Json };
        command.SetAction(arguments => Run(arguments.GetValue(Json)));
        return command;
    }

    private static int Run(bool json)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                architecture = ProcessorFeatures.Architecture, processors = ProcessorFeatures.ProcessorCount, memory_bytes = memory,
                runtime = RuntimeInformation.FrameworkDescription,
                instruction_sets = ProcessorFeatures.InstructionSets.ToDictionary(set => set.Name, set => set.IsSupported),
            }));
            return 0;
        }

        Console.WriteLine($"{RuntimeInformation.FrameworkDescription} on {ProcessorFeatures.Architecture}, {ProcessorFeatures.ProcessorCount} processors, {memory >> 20} MB of memory");
        foreach (var (name, isSupported) in ProcessorFeatures.InstructionSets)
        {
            Console.WriteLine($"{name,-14} {(isSupported ? "yes" : "no")}");
        }

        return 0;
    }
}
