using System.Text.Json;
using Octavo.Tensors;
using Xunit.Abstractions;

namespace Octavo.TensorFlow.Tests;

/// <summary>Every model and graph of the shared folder is read, inlined, pruned, and its constants and variables are read.</summary>
public sealed class SharedModelTests(ITestOutputHelper output)
{
    [RecordedFact]
    public void Every_shared_saved_model_is_read_with_all_its_signatures_and_variables()
    {
        var (walk, failures, read) = (new GraphWalk(), new List<string>(), 0);
        foreach (var path in Files("saved_model.pb"))
        {
            Attempt(path, failures, () =>
            {
                using var model = SavedModelReader.Open(Path.GetDirectoryName(path)!);
                Assert.NotEmpty(model.SignatureNames);
                foreach (var graph in model.ReadSignatures())
                {
                    walk.Walk(graph);
                }

                if (model.ReadInitialization() is { } initialization)
                {
                    walk.Walk(initialization);
                }

                read++;
            });
        }

        Report("SavedModels", read, walk, failures);
        Assert.Empty(walk.VariablesWithoutValue);
    }

    [RecordedFact]
    public void Every_shared_frozen_graph_is_read_with_the_recorded_inputs_and_outputs()
    {
        var (walk, failures, read) = (new GraphWalk(), new List<string>(), 0);
        foreach (var manifest in Files("manifest.json").Where(path => path.Contains("_tensorflow", StringComparison.Ordinal)))
        {
            using var cases = JsonDocument.Parse(File.ReadAllText(manifest));
            foreach (var recorded in cases.RootElement.EnumerateArray())
            {
                var path = Path.Combine(Path.GetDirectoryName(manifest)!, recorded.GetProperty("case").GetString() + ".pb");
                if (!File.Exists(path))
                {
                    continue;
                }

                Attempt(path, failures, () =>
                {
                    var inputs =
                        recorded.GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("name").GetString()!).ToList();
                    var outputs = recorded.GetProperty("outputs").EnumerateArray().Select(name => name.GetString()!).ToList();
                    var graph = GraphDefReader.Read(path, inputs, outputs);
                    walk.Walk(graph);
                    Assert.Equal(outputs.Count, graph.Outputs.Length);
                    walk.Walk(GraphDefReader.Read(path));
                    read++;
                });
            }
        }

        foreach (var path in Files("frozen_graph.pb"))
        {
            Attempt(path, failures, () =>
            {
                walk.Walk(GraphDefReader.Read(path));
                read++;
            });
        }

        Report("frozen graphs", read, walk, failures);
    }

    private static IEnumerable<string> Files(string name) =>
        Directory.EnumerateFiles(SharedFolder.Of(), name, SearchOption.AllDirectories).Where(path => !TestModels.IsFault(path))
        .Order(StringComparer.Ordinal);

    private static void Attempt(string path, List<string> failures, Action read)
    {
        try
        {
            read();
        }
        catch (Exception error) when (error is OctavoException or Xunit.Sdk.XunitException or InvalidOperationException
            or KeyNotFoundException or ArgumentException)
        {
            failures.Add($"{path}: {error.GetType().Name} {error.Message}");
        }
    }

    private void Report(string what, int read, GraphWalk walk, List<string> failures)
    {
        output.WriteLine(
            $"{what}: {read} read, {failures.Count} failed; {walk.Graphs} graphs, {walk.Nodes} nodes, {walk.Constants} constants, "
            + $"{walk.Variables} variable handles.");
        Assert.NotEqual(0, read);
        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(20)));
    }
}
