using System.CommandLine;
using Octavo.Benchmarks;

var command =
    new RootCommand("Measurements of Octavo that need more than 'octavo benchmark'.") { SavedModelCommand.Make(), LatencyCommand.Make() };
return command.Parse(args).Invoke();
