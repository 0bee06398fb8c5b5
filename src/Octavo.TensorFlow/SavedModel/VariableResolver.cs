using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Finds the stored tensor of every variable: first by what the restore subgraph assigns (as a runtime would on loading, with the
/// parts of partitioned variables), then by the object graph of the checkpoint, then by the variable's own name.
/// </summary>
internal sealed class VariableResolver(MetaGraphDef metaGraph, GraphSource source, TensorBundle bundle)
{
    private const string ObjectGraphKey = "_CHECKPOINTABLE_OBJECT_GRAPH";

    private readonly Dictionary<string, BundleTensor> found = new(StringComparer.Ordinal);

    public VariableTable Resolve()
    {
        FromRestoreGraph();
        FromObjectGraph();
        foreach (var key in bundle.Keys)
        {
            if (key != ObjectGraphKey && !key.Contains("/.ATTRIBUTES/", StringComparison.Ordinal))
            {
                found.TryAdd(key, bundle.Tensor(key));
            }
        }

        return new VariableTable(found);
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
                var (key, slice) = Restored(nodes, restored, output);
                found[VariableTable.NameOf(handle)] = bundle.Tensor(key, slice);
            }
        }
    }

    private static (string Key, string Slice) Restored(Dictionary<string, TensorFlowNode> nodes, TensorFlowNode restore, int output)
    {
        var keys = Texts(nodes, restore, 1);
        var slices = Texts(nodes, restore, 2);
        return output < keys.Length && output < slices.Length
            ? (keys[output], slices[output])
            : throw new OctavoException(ErrorKind.MalformedModel, "A restore node has fewer names than outputs.", $"node '{restore.Name}'", $"more than {output}", $"{keys.Length}");
    }

    private static string[] Texts(Dictionary<string, TensorFlowNode> nodes, TensorFlowNode restore, int input)
    {
        var constant = restore.Inputs.Length > input ? Producer(nodes, restore.Inputs[input], out _) : restore;
        var tensor = constant.Operation == "Const" ? constant.Attributes.Tensor("value") : null;
        return tensor?.ElementType == ElementType.String
            ? [.. tensor.Strings.Select(text => System.Text.Encoding.UTF8.GetString(text.Span))]
            : throw new OctavoException(ErrorKind.MalformedModel, "A restore node's names are no constant.", $"node '{restore.Name}'", "a constant of strings", constant.Operation);
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
        if (!bundle.Contains(ObjectGraphKey) || metaGraph.ObjectGraphDef is not { Nodes.Count: > 0 } saved)
        {
            return;
        }

        var stored = bundle.Tensor(ObjectGraphKey).Read();
        var where = $"{bundle.IndexPath}, '{ObjectGraphKey}'";
        var tracked = MessageParsing.Parse(
            TrackableObjectGraph.Parser, stored.ElementType == ElementType.String && stored.Strings.Length == 1 ? stored.Strings[0] : default, where, "checkpoint object graph");
        var pending = new Stack<(int Saved, int Tracked)>([(0, 0)]);
        var seen = new HashSet<int>();
        while (pending.TryPop(out var pair))
        {
            if (!IsIndex(pair.Saved, saved.Nodes.Count) || !IsIndex(pair.Tracked, tracked.Nodes.Count) || !seen.Add(pair.Saved))
            {
                continue;
            }

            var (savedNode, trackedNode) = (saved.Nodes[pair.Saved], tracked.Nodes[pair.Tracked]);
            Add(savedNode, trackedNode);
            var children = trackedNode.Children.DistinctBy(child => child.LocalName).ToDictionary(child => child.LocalName, child => child.NodeId, StringComparer.Ordinal);
            foreach (var child in savedNode.Children.Where(child => children.ContainsKey(child.LocalName)))
            {
                pending.Push((child.NodeId, children[child.LocalName]));
            }
        }
    }

    private void Add(SavedObject saved, TrackableObjectGraph.Types.TrackableObject tracked)
    {
        var attribute = tracked.Attributes.FirstOrDefault(attribute => attribute.Name == "VARIABLE_VALUE");
        if (saved.KindCase == SavedObject.KindOneofCase.Variable && attribute is not null && saved.Variable.Name.Length != 0 && bundle.Contains(attribute.CheckpointKey))
        {
            found.TryAdd(saved.Variable.Name, bundle.Tensor(attribute.CheckpointKey));
        }
    }

    private static bool IsIndex(int index, int count) => index >= 0 && index < count;
}
