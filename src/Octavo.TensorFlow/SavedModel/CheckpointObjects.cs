using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Matches the objects of a SavedModel with those of its checkpoint: both graphs are walked together from their first node along
/// children of the same name, since their numbers need not agree.
/// </summary>
internal static class CheckpointObjects
{
    /// <summary>Where a checkpoint keeps its graph of objects.</summary>
    public const string Key = "_CHECKPOINTABLE_OBJECT_GRAPH";

    /// <returns>For variables, by their number in <paramref name="saved"/>: the name in the checkpoint.</returns>
    /// <exception cref="OctavoException">The checkpoint's graph of objects is damaged.</exception>
    public static Dictionary<int, string> Match(SavedObjectGraph saved, TensorBundle bundle)
    {
        var tracked = Read(bundle);
        var keys = new Dictionary<int, string>();
        var pending = new Stack<(int Saved, int Tracked)>([(0, 0)]);
        var seen = new HashSet<int>();
        while (pending.TryPop(out var pair))
        {
            if (!IsIndex(pair.Saved, saved.Nodes.Count) || !IsIndex(pair.Tracked, tracked.Nodes.Count) || !seen.Add(pair.Saved))
            {
                continue;
            }

            var (savedNode, trackedNode) = (saved.Nodes[pair.Saved], tracked.Nodes[pair.Tracked]);
            var attribute = trackedNode.Attributes.FirstOrDefault(attribute => attribute.Name == "VARIABLE_VALUE");
            if (savedNode.KindCase == SavedObject.KindOneofCase.Variable && attribute is not null
                && bundle.Contains(attribute.CheckpointKey))
            {
                keys[pair.Saved] = attribute.CheckpointKey;
            }

            var children = trackedNode.Children.DistinctBy(child => child.LocalName)
                .ToDictionary(child => child.LocalName, child => child.NodeId, StringComparer.Ordinal);
            foreach (var child in savedNode.Children.Where(child => children.ContainsKey(child.LocalName)))
            {
                pending.Push((child.NodeId, children[child.LocalName]));
            }
        }

        return keys;
    }

    private static TrackableObjectGraph Read(TensorBundle bundle)
    {
        var stored = bundle.Tensor(Key).Read();
        var message = stored.ElementType == ElementType.String && stored.Strings.Length == 1 ? stored.Strings[0] : default;
        return MessageParsing.Parse(TrackableObjectGraph.Parser, message, $"{bundle.IndexPath}, '{Key}'", "checkpoint object graph");
    }

    private static bool IsIndex(int index, int count) => index >= 0 && index < count;
}
