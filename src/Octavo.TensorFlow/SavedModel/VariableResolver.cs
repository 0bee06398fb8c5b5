using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Finds the stored tensor of every variable: first by what the restore subgraph assigns (as a runtime would on loading, with the
/// parts of partitioned variables), then by the object graph of the checkpoint and what functions capture (names of variables count
/// only where no two are the same: the graph numbers them anew), then by the variable's own name.
/// </summary>
internal sealed class VariableResolver(MetaGraphDef metaGraph, GraphSource source, TensorBundle bundle)
{
    private readonly Dictionary<string, (string Key, string Slice)> found = new(StringComparer.Ordinal);

    private readonly Lazy<Dictionary<string, NodeDef>> handles = new(() => metaGraph.GraphDef.Node
        .Where(node => OperationKinds.IsVariableHandle(node.Op)).DistinctBy(node => node.Name)
        .ToDictionary(node => node.Name, StringComparer.Ordinal));

    public VariableTable Resolve()
    {
        FromRestoreGraph();
        FromObjectGraph();
        foreach (var key in bundle.Keys)
        {
            if (key != CheckpointObjects.Key && !key.Contains("/.ATTRIBUTES/", StringComparison.Ordinal))
            {
                found.TryAdd(key, (key, ""));
            }
        }

        return new VariableTable(bundle, found);
    }

    private void FromRestoreGraph()
    {
        var restore = metaGraph.SaverDef?.RestoreOpName ?? "";
        if (restore.Length == 0 || metaGraph.GraphDef.Node.All(node => node.Name != restore.Split(':')[0]))
        {
            return;
        }

        var scope = new GraphScope(metaGraph.GraphDef.Node, source.Library, "", source.File, source.Limits);
        var inliner = new FunctionInliner(source.Library, source.File, source.Limits);
        var nodes = inliner.Inline(scope, ["^" + restore.Split(':')[0]]).ToDictionary(node => node.Name, StringComparer.Ordinal);
        foreach (var node in nodes.Values.Where(node => node.Operation is "Assign" or "AssignVariableOp"))
        {
            var handle = Producer(nodes, node.Inputs[0], out _);
            var restored = Producer(nodes, node.Inputs[1], out var output);
            if (OperationKinds.IsVariableHandle(handle.Operation) && restored.Operation == "RestoreV2")
            {
                var place = Restored(nodes, restored, output);
                if (bundle.Contains(place.Key))
                {
                    found[VariableTable.NameOf(handle)] = place;
                }
            }
        }
    }

    private static (string Key, string Slice) Restored(Dictionary<string, TensorFlowNode> nodes, TensorFlowNode restore, int output)
    {
        var keys = Texts(nodes, restore, 1);
        var slices = Texts(nodes, restore, 2);
        return output < keys.Length && output < slices.Length
            ? (keys[output], slices[output])
            : throw new OctavoException(ErrorKind.MalformedModel, "A restore node has fewer names than outputs.", $"node '{restore.Name}'",
                $"more than {output}", $"{keys.Length}");
    }

    private static string[] Texts(Dictionary<string, TensorFlowNode> nodes, TensorFlowNode restore, int input)
    {
        var constant = restore.Inputs.Length > input ? Producer(nodes, restore.Inputs[input], out _) : restore;
        var tensor = constant.Operation == "Const" ? constant.Attributes.Tensor("value") : null;
        return tensor?.ElementType == ElementType.String
            ? [.. tensor.Strings.Select(text => System.Text.Encoding.UTF8.GetString(text.Span))]
            : throw new OctavoException(ErrorKind.MalformedModel, "A restore node's names are no constant.", $"node '{restore.Name}'",
                "a constant of strings", constant.Operation);
    }

    private static TensorFlowNode Producer(Dictionary<string, TensorFlowNode> nodes, NodeOutput value, out int index)
    {
        var node = nodes[value.Node];
        index = value.Index;
        for (var steps = 0; steps < nodes.Count && node.Operation is "Identity" or "Reshape" && node.Inputs.Length != 0; steps++)
        {
            index = node.Inputs[0].Index;
            node = nodes[node.Inputs[0].Node];
        }

        return node;
    }

    private void FromObjectGraph()
    {
        if (!bundle.Contains(CheckpointObjects.Key) || metaGraph.ObjectGraphDef is not { Nodes.Count: > 0 } saved)
        {
            return;
        }

        var keys = CheckpointObjects.Match(saved, bundle);
        foreach (var call in metaGraph.GraphDef.Node)
        {
            if (source.Library.Called(call) is { } function && saved.ConcreteFunctions.TryGetValue(function.Name, out var concrete))
            {
                FromCaptures(call, concrete, keys);
            }
        }

        var names =
            saved.Nodes.Where(node => node.KindCase == SavedObject.KindOneofCase.Variable).Select(node => node.Variable.Name).ToList();
        if (names.Distinct(StringComparer.Ordinal).Count() == names.Count)
        {
            foreach (var (index, key) in keys)
            {
                found.TryAdd(saved.Nodes[index].Variable.Name, (key, ""));
            }
        }
    }

    /// <summary>The objects that a function captured are its last arguments.</summary>
    private void FromCaptures(NodeDef call, SavedConcreteFunction concrete, Dictionary<int, string> keys)
    {
        var inputs = call.Input.Where(input => !GraphScope.IsControl(input)).ToList();
        var first = inputs.Count - concrete.BoundInputs.Count;
        for (var index = Math.Max(0, -first); index < concrete.BoundInputs.Count; index++)
        {
            if (keys.TryGetValue(concrete.BoundInputs[index], out var key)
                && handles.Value.TryGetValue(inputs[first + index].Split(':')[0], out var handle))
            {
                found.TryAdd(VariableTable.NameOf(handle), (key, ""));
            }
        }
    }
}
