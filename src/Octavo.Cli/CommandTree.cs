using System.CommandLine;

namespace Octavo.Cli;

/// <summary>Every command of the tool, sorted; docs/cli.md is generated from it.</summary>
internal static class CommandTree
{
    public static RootCommand Make() => new(
        "Makes TensorFlow models small with 8-bit weights, runs them and proves that they still work; without Python, TensorFlow or native libraries.")
    {
        BenchmarkCommand.Make(),
        CompareCommand.Make(),
        ConvertCommand.Make(),
        DemoCommand.Make(),
        DoctorCommand.Make(),
        EvaluateCommand.Make(),
        InspectCommand.Make(),
        QuantizeCommand.Make(),
        ReplayCommand.Make(),
        RunCommand.Make(),
    };
}
