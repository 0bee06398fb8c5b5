using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// What a graph computes where nobody names its outputs: the tensors that nothing reads, control dependencies counted. Resources, insides
/// of loops and branches, savers, initializers, steps of training, assertions and summaries are none; nor do they count as readers where
/// they are steps of training.
/// </summary>
internal sealed class DefaultOutputs
{
    private static readonly HashSet<string> NoResult = new(StringComparer.Ordinal)
    {
        "NoOp", "Assert", "Print", "PrintV2", "Const", "Placeholder", "PlaceholderV2", "PlaceholderWithDefault", "VarHandleOp",
            "VariableV2", "Variable",
        "Save", "SaveV2", "SaveSlices", "Restore", "RestoreV2", "RestoreSlice", "MergeV2Checkpoints", "ShardedFilename", "ShardedFilespec",
            "IsVariableInitialized",
        "VarIsInitializedOp", "ControlTrigger", "LoopCond", "NextIteration", "RefNextIteration", "ReadVariableOp",
    };

    private static readonly string[] AuxiliaryOutputs = ["FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3"];

    private readonly OuterGraph outer;
    private readonly GraphDef graph;
    private readonly Dictionary<string, List<string>> readers = new(StringComparer.Ordinal);
    private readonly bool isTrained;
    private readonly bool hasVariables;

    private DefaultOutputs(OuterGraph outer, GraphDef graph)
    {
        this.outer = outer;
        this.graph = graph;
        isTrained = graph.Node.Any(node => IsTrainingStep(node.Op));

        // What depends on no input is how a variable begins, or what a saver is called, in a graph that was not frozen.
        hasVariables = isTrained
            || graph.Node.Any(node =>
                OperationKinds.IsVariableHandle(node.Op) || node.Op is "SaveV2" or "RestoreV2" or "Save" or "Restore");
        foreach (var node in graph.Node)
        {
            foreach (var input in node.Input)
            {
                var read = input.TrimStart('^').Split(':')[0];
                if (!readers.TryGetValue(read, out var list))
                {
                    readers.Add(read, list = []);
                }

                list.Add(node.Name);
            }
        }
    }

    /// <summary>The tensors, in the file's order.</summary>
    /// <exception cref="OctavoException">There are none, or more than anybody would want.</exception>
    public static List<string> Of(OuterGraph outer, GraphDef graph)
    {
        var outputs = new DefaultOutputs(outer, graph);
        var inside = outputs.Inside();
        var unread = graph.Node.Where(node => outputs.IsUnread(node) && outputs.GivesTensors(node)).ToList();
        var depending =
            outputs.Reached(graph.Node.Where(node => OperationKinds.IsPlaceholder(node.Op)).Select(node => node.Name), _ => false);

        // A loop of frames leaves every value that it carries, such as its counters, whether somebody wants it or not.
        var choices = new Func<NodeDef, bool>[]
        {
            node => !inside.Contains(node.Name) && (depending.Contains(node.Name) || !outputs.hasVariables)
                && !OperationKinds.IsExit(node.Op),
            node => !inside.Contains(node.Name) && !OperationKinds.IsExit(node.Op),
            node => !inside.Contains(node.Name),
        };
        foreach (var choice in choices)
        {
            if (unread.Where(choice).ToList() is { Count: > 0 } chosen)
            {
                var most = chosen.Count + outer.MostDefaultOutputs;
                return Bounded([.. chosen.SelectMany(outputs.Tensors).Take(most + 1)], most, outer, chosen[0]);
            }
        }

        throw new OctavoException(
            ErrorKind.Usage, "The graph has no node whose result nobody uses, so its outputs must be named.",
            outer.Scope.Where(graph.Node[^1].Name), "names of outputs", hint: "Name the outputs (--outputs).");
    }

    private static bool IsTrainingStep(string operation) =>
        operation.StartsWith("Apply", StringComparison.Ordinal) || operation.StartsWith("ResourceApply", StringComparison.Ordinal)
        || operation.StartsWith("SparseApply", StringComparison.Ordinal)
            || operation.StartsWith("ResourceSparseApply", StringComparison.Ordinal);

    private static bool IsGradient(string name) =>
        name.Split('/').Any(part => part is "gradients" or "gradient_tape" || part.StartsWith("gradients_", StringComparison.Ordinal));

    private bool IsOfTraining(NodeDef node) => isTrained && (IsTrainingStep(node.Op) || IsGradient(node.Name));

    private bool IsUnread(NodeDef node) => !readers.TryGetValue(node.Name, out var read)
        || (isTrained && read.TrueForAll(reader => outer.Scope.Find(reader) is { } user && IsOfTraining(user)));

    private bool GivesTensors(NodeDef node) =>
        !NoResult.Contains(node.Op) && !IsOfTraining(node) && !OperationKinds.IsVariableWrite(node.Op) && !OperationKinds.IsSwitch(node.Op)
        && !node.Op.Contains("Summary", StringComparison.Ordinal) && !node.Op.StartsWith("InitializeTable", StringComparison.Ordinal)
        && Tensors(node).Any();

    /// <summary>The nodes in loops of frames, and in branches that nothing joins.</summary>
    private HashSet<string> Inside()
    {
        var inside = Reached(graph.Node.Where(node => OperationKinds.IsEnter(node.Op)).Select(node => node.Name),
            node => OperationKinds.IsExit(node.Op));
        inside.UnionWith(Reached(
            graph.Node.Where(node => OperationKinds.IsSwitch(node.Op)).Select(node => node.Name),
            node => OperationKinds.IsMerge(node.Op) || OperationKinds.IsExit(node.Op)));
        return inside;
    }

    /// <summary>Some nodes and all that depend on them, up to those (left out) where it ends.</summary>
    private HashSet<string> Reached(IEnumerable<string> from, Func<NodeDef, bool> isEnd)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>(from);
        while (pending.TryPop(out var name))
        {
            if (reached.Add(name))
            {
                foreach (var reader in readers.GetValueOrDefault(name) ?? [])
                {
                    if (outer.Scope.Find(reader) is { } node && !isEnd(node))
                    {
                        pending.Push(reader);
                    }
                }
            }
        }

        return reached;
    }

    private static List<string> Bounded(List<string> names, int most, OuterGraph outer, NodeDef first) =>
        names.Count <= most ? names : throw new OctavoException(
        ErrorKind.Usage, "The graph gives too many tensors that nobody uses, so its outputs must be named.", outer.Scope.Where(first.Name),
            $"at most {most}",
        $"more than {most}", "Name the outputs (--outputs).");

    /// <summary>The outputs of a node that are tensors.</summary>
    private IEnumerable<string> Tensors(NodeDef node)
    {
        var attributes = outer.Scope.Attributes(node);
        var signature = outer.Library.Signature(node.Op);
        var count = AuxiliaryOutputs.Contains(node.Op) ? 1 : signature?.OutputCount(attributes) ?? 1;
        return Enumerable.Range(0, Math.Min(count, outer.MostOutputs))
            .Where(index => OutputTypes.Of(signature, attributes, index) is not (ElementType.Resource or ElementType.Variant))
            .Select(index => index == 0 ? node.Name : $"{node.Name}:{index}");
    }
}
