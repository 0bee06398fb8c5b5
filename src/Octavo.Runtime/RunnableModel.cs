using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Passes;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>
/// A model ready to run: rewritten by the run-time pipeline, with the constants and packed weights that all its interpreters share.
/// Safe for many threads; interpreters are not.
/// </summary>
public sealed class RunnableModel : IDisposable
{
    /// <param name="model">Given away: the run-time pipeline changes its graphs.</param>
    /// <exception cref="OctavoException">Nodes that no kernel can compute, all of them in one error (kind UnsupportedOperator).</exception>
    public RunnableModel(Model model)
    {
        Model = model;
        FaultGuard.Run(PlaceOf(null), () =>
        {
            foreach (var node in model.Subgraphs.SelectMany(graph => graph.Nodes))
            {
                OperatorLimits.Require(node);
            }

            UseTensorsForLists.Apply(model);
            ResourceShapes.Declare(model);
            foreach (var graph in model.Subgraphs)
            {
                PassRunner.Run(graph, Pipelines.Loading);
                PassRunner.Run(graph, Pipelines.RunTime, model: model);
            }

            RefuseUnsupportedNodes(model);
        });
    }

    public Model Model { get; }

    /// <summary>How faults name a node, and the file that it is from.</summary>
    internal string? PlaceOf(Node? node) => (Model.Origin, node) switch
    {
        ("", null) => null,
        ("", _) => node.Where,
        (_, null) => Model.Origin,
        _ => $"{Model.Origin}, {node.Where}",
    };

    /// <summary>What all interpreters share.</summary>
    public SharedWeights Weights { get; } = new();

    /// <summary>The subgraph and names behind a signature; the main subgraph where <paramref name="name"/> is null.</summary>
    /// <exception cref="OctavoException">No such signature (kind Usage).</exception>
    public Signature Signature(string? name)
    {
        if (name is null)
        {
            return Model.Signatures.FirstOrDefault(signature => ReferenceEquals(signature.Graph, Model.Main)) ?? new Signature(
                "", Model.Main,
                [.. Model.Main.Inputs.Select(value => KeyValuePair.Create(value.Name, value))],
                [.. Model.Main.Outputs.Select(value => KeyValuePair.Create(value.Name, value))]);
        }

        return Model.Signatures.FirstOrDefault(signature => signature.Name == name) ?? throw new OctavoException(
            ErrorKind.Usage, $"the model has no signature '{name}'",
            expected: Model.Signatures.Count == 0 ? "no signature at all" : string.Join(", ", Model.Signatures.Select(signature => $"'{signature.Name}'")));
    }

    public void Dispose() => Weights.Dispose();

    private static void RefuseUnsupportedNodes(Model model)
    {
        var refused = new List<string>();
        foreach (var node in model.Subgraphs.SelectMany(graph => graph.Nodes))
        {
            if (KernelSelection.Choose(node, out var reason) is null)
            {
                refused.Add($"{node.Where} ({reason})");
            }
        }

        if (refused.Count != 0)
        {
            throw new OctavoException(
                ErrorKind.UnsupportedOperator, $"{refused.Count} of the model's nodes cannot be run: {string.Join("; ", refused)}",
                hint: "The file can still be inspected and quantized.");
        }
    }
}
