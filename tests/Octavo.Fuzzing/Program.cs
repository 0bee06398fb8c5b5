using System.CommandLine;
using Octavo.Fuzzing;

if (args is ["worker"])
{
    return Worker.Run();
}

var minutes = new Option<double>("--minutes") { DefaultValueFactory = _ => 2, Description = "How long." };
var seed = new Option<ulong>("--seed") { DefaultValueFactory = _ => 1, Description = "Which cases." };
var kind = new Option<string[]>("--kind") { AllowMultipleArgumentsPerToken = true, Description = "Kinds of files; all without it." };
var first = new Option<long>("--first") { Description = "Number of the first case." };
var cases = new Option<long>("--cases") { DefaultValueFactory = _ => long.MaxValue, Description = "At most so many cases of each kind." };
var folder = new Option<string>("--folder") { DefaultValueFactory = _ => Path.Combine(SeedFolders.Repository, "artifacts/fuzzing"),
    Description = "Where findings are written." };
var file =
    new Option<string[]>("--file") { AllowMultipleArgumentsPerToken = true, Description = "Tries these files as they are, as one kind." };
var command = new RootCommand("Tries changed files of every kind that Octavo reads.") { minutes, seed, kind, first, cases, folder, file };
command.SetAction(parsed =>
{
    if (parsed.GetValue(file) is { Length: > 0 } paths)
    {
        using var worker = new WorkerProcess(new Dictionary<string, string>());
        var faults = 0;
        foreach (var path in paths)
        {
            var report = worker.Path(parsed.GetValue(kind)![0], Path.GetFullPath(path));
            faults += report.Outcome == Outcome.Fault ? 1 : 0;
            Console.WriteLine(
                $"{report.Outcome} {report.Milliseconds:F0} ms {report.AllocatedBytes >> 20} MiB {Path.GetFileName(path)}: "
                + $"{report.Signature} {report.Details[..Math.Min(300, report.Details.Length)]}");
        }

        return faults;
    }

    using var campaign = new Campaign(
        new CampaignOptions(
            TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(seed), parsed.GetValue(kind) ?? [],
            Path.Combine(parsed.GetValue(folder)!, $"seed{parsed.GetValue(seed)}"), parsed.GetValue(first), parsed.GetValue(cases)),
        Console.Out);
    campaign.Run();
    Console.Write(campaign.Summary());
    return campaign.Findings.Count == 0 ? 0 : 1;
});
return command.Parse(args).Invoke();
