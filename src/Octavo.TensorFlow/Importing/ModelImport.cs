using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Turns what TensorFlow wrote into a model of TFLite's operators, not optimized yet.</summary>
internal static class ModelImport
{
    /// <summary>
    /// One subgraph and one signature for each graph, and behind them the graphs that loops and conditionals run. Variables that several of
    /// them read become one constant; those that one of them assigns become resources, which the first graph that runs gives the
    /// checkpoint's values.
    /// </summary>
    /// <param name="graphs">At least one; they keep the file open whose variables they read.</param>
    /// <param name="where">What errors call the source.</param>
    /// <param name="allowsCustom">Whether operations without an operator of TFLite become custom operators.</param>
    /// <exception cref="OctavoException">
    /// Some operations cannot be imported (kind UnsupportedOperator, with all of them), or nodes do not fit together.
    /// </exception>
    public static Model Import(IReadOnlyList<TensorFlowGraph> graphs, string where, bool allowsCustom = false)
    {
        var model = new Model { Origin = where };
        var variables = new ModelVariables(graphs);
        var unsupported = new UnsupportedOperations(where) { AllowsCustom = allowsCustom };
        var bodies = new List<Graph>();
        foreach (var source in graphs)
        {
            var import = new GraphImport(source, variables, unsupported);
            var graph = import.Run();
            model.Subgraphs.Add(graph);
            bodies.AddRange(import.Bodies);
            if (graph.Outputs.Count == source.Outputs.Length)
            {
                model.Signatures.Add(
                    new Signature(source.Name, graph, Ports(source.Inputs, graph.Inputs), Ports(source.Outputs, graph.Outputs)));
            }
        }

        unsupported.ThrowIfAny(graphs.SelectMany(TrainingPlaceholders.Of).Distinct());
        foreach (var graph in graphs)
        {
            foreach (var (name, value) in TrainingPlaceholders.Of(graph))
            {
                graph.Note($"input '{name}' only chooses between training and inference; --input-value {name}={value} makes it a constant");
            }
        }

        var initialization = variables.Initialize(model.Subgraphs, bodies);
        model.Subgraphs.AddRange(bodies);
        if (initialization is not null)
        {
            model.Subgraphs.Add(initialization);
        }

        ChangeVerifier.Verify(model, "the import");
        return model;
    }

    private static ImmutableArray<KeyValuePair<string, Value>> Ports(ImmutableArray<GraphPort> ports, IReadOnlyList<Value> values) =>
        [.. ports.Select((port, index) => KeyValuePair.Create(port.Name, values[index]))];
}
