using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Reads a part of a file's outer graph between tensors that a user names, or between its placeholders and what nothing reads.
/// </summary>
internal static class TensorSelection
{
    /// <param name="outer">The graph.</param>
    /// <param name="graph">The same as the file has it.</param>
    /// <param name="inputs">Tensors to feed; null for all placeholders that the outputs need.</param>
    /// <param name="outputs">Tensors to compute; null for <see cref="DefaultOutputs"/>.</param>
    /// <param name="given">Shapes and values for inputs.</param>
    /// <exception cref="OctavoException">A named tensor is not there.</exception>
    public static TensorFlowGraph Read(OuterGraph outer, GraphDef graph, IReadOnlyList<string>? inputs, IReadOnlyList<string>? outputs,
        GivenInputs given)
    {
        var inputPorts = (inputs ?? Placeholders(graph)).Select(input => Port(outer, input, "input")).ToList();
        var chosen = outputs ?? DefaultOutputs.Of(outer, graph);
        if (outputs is null)
        {
            outer.Notes.Add($"outputs, since none were named: {NearestName.Sorted(chosen)}");
        }

        return outer.Read(GraphDefReader.EntryName, inputPorts, [.. chosen.Select(output => Port(outer, output, "output"))], given,
            keepsUnread: inputs is not null);
    }

    /// <summary>Those that are fed: the ones with a default only if there are no others.</summary>
    public static List<string> Placeholders(GraphDef graph)
    {
        var placeholders = graph.Node.Where(node => OperationKinds.IsPlaceholder(node.Op)).ToList();
        var withoutDefault = placeholders.Where(node => node.Op != "PlaceholderWithDefault").ToList();
        return [.. (withoutDefault.Count != 0 ? withoutDefault : placeholders).Select(node => node.Name)];
    }

    private static OuterPort Port(OuterGraph outer, string tensor, string kind)
    {
        var name = tensor.EndsWith(":0", StringComparison.Ordinal) ? tensor[..^2] : tensor;
        var node = outer.Scope.Find(tensor.Split(':')[0]);
        if (node is null)
        {
            var names = outer.Scope.Nodes.Select(candidate => candidate.Name).ToList();
            throw new OctavoException(ErrorKind.Usage, $"The graph has no {kind} '{tensor}'.", null, NearestName.Sorted(names),
                $"'{tensor}'", NearestName.Suggestion(tensor, names));
        }

        var declared = OperationKinds.IsPlaceholder(node.Op) ? outer.Declared(node) : (Type: null, Shape: Shape.Unknown);
        return new OuterPort(name, tensor, declared.Type, declared.Shape);
    }
}
