using System.CommandLine;
using System.Text.Json;
using Octavo.Kernels;

namespace Octavo.Cli;

/// <summary><c>octavo doctor</c>: what this machine gives the kernels.</summary>
internal static class DoctorCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    public static Command Make()
    {
        var command = new Command("doctor", "Shows what the kernels use of this machine, and whether they run in slow forms.") { Json };
        command.SetAction(arguments => Run(arguments.GetValue(Json)));
        return command;
    }

    private static int Run(bool json)
    {
        var machine = MachineDescription.OfThisProcess();
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(machine, MachineDescriptionJson.Default.MachineDescription));
            return 0;
        }

        Console.WriteLine($"octavo {machine.Version}, {machine.Runtime} on {machine.System}");
        Console.WriteLine(
            $"{machine.Architecture}, {machine.Processors} processors, {machine.MemoryBytes >> 20} MiB of memory for this process");
        Console.WriteLine(machine.SlowForms is { } reason ? $"SLOW: {reason}" : "Kernels run in the forms for this machine.");
        foreach (var (name, isSupported) in machine.InstructionSets)
        {
            Console.WriteLine($"{name,-14} {(isSupported ? "yes" : "no")}");
        }

        return 0;
    }
}
