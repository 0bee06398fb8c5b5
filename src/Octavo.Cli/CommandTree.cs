using System.CommandLine;

namespace Octavo.Cli;

/// <summary>Every command of the tool, sorted; docs/cli.md is generated from it.</summary>
internal static class CommandTree
{
    public static RootCommand Make() => new("Runs and checks TensorFlow Lite models, without Python, TensorFlow or native libraries.")
    {
        BenchmarkCommand.Make(),
        CompareCommand.Make(),
        DemoCommand.Make(),
        DoctorCommand.Make(),
        EvaluateCommand.Make(),
        InspectCommand.Make(),
        ReplayCommand.Make(),
        RunCommand.Make(),
    };
}
