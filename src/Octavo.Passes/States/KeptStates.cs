using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>The kept states of one graph, and what keeps its other resources from being such.</summary>
internal sealed class KeptStates
{
    private readonly Dictionary<Value, KeptState> states = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, string> obstacles = new(ReferenceEqualityComparer.Instance);
    private readonly Graph graph;
    private readonly Model model;
    private readonly Lazy<GraphRuns> runs;
    private readonly Lazy<(bool AreKept, bool StartAnew)> variables;

    private KeptStates(Graph graph, Model model)
    {
        (this.graph, this.model) = (graph, model);
        runs = new(() => new GraphRuns(model));
        variables = new(FindVariables);
    }

    /// <summary>In the order in which they are read.</summary>
    public IEnumerable<KeptState> All => graph.Nodes.SelectMany(node => node.Outputs).Select(Of).OfType<KeptState>();

    /// <param name="model">
    /// Where it does not hold the graph, nothing is known of who else uses resources, and there are no kept states.
    /// </param>
    public static KeptStates Find(Graph graph, Model model)
    {
        var found = new KeptStates(graph, model);
        if (model.Subgraphs.Contains(graph) && graph.Nodes.Any(node => node.Operator is ReadVariable))
        {
            foreach (var (name, uses) in ResourceUses.Of(model))
            {
                found.Add(name, uses);
            }
        }

        return found;
    }

    /// <summary>
    /// Why variables of an operator in the graph would not hold zeros before each sequence; null where they would, reset before each
    /// invocation.
    /// </summary>
    public string? ObstacleToZeros =>
        runs.Value.MayRepeat(graph)
        ? "a loop around it, or several nodes, run it more than once in an invocation, and each time it starts from zeros"
        : states.Count != 0 || variables.Value.AreKept
            ? "other layers of the model keep their states, which could not be reset apart from those of this one"
        : null;

    /// <summary>The state that an invocation starts from, where the value holds it; null for other values.</summary>
    public KeptState? Of(Value first) => states.GetValueOrDefault(first);

    /// <summary>Why a value that is read from a resource is none; null for other values.</summary>
    public string? ObstacleOf(Value first) => obstacles.GetValueOrDefault(first);

    /// <summary>Whether nothing is computed of some states but some values, and whatever else only these are computed of.</summary>
    /// <param name="given">What an operator would compute.</param>
    public bool AreHeldBy(IReadOnlyCollection<KeptState> held, IEnumerable<Value> given)
    {
        var own = held.SelectMany(state => new[] { state.Read, state.Assignment }).ToHashSet();
        var needed = NeededValues.Of(graph, given, own);
        return !held.Any(state => needed.Contains(state.First));
    }

    /// <summary>Says of the variables of a node that they are kept.</summary>
    public static void Mark(GraphEdit edit, Node node)
    {
        foreach (var variable in node.Inputs.OfType<Value>().Where(input => input.IsVariable))
        {
            edit.SetKept(variable);
        }
    }

    /// <summary>Takes away what stores some states, before their last values go.</summary>
    public static void RemoveAssignments(GraphEdit edit, IEnumerable<KeptState> removed)
    {
        foreach (var state in removed)
        {
            edit.RemoveNode(state.Assignment);
        }
    }

    /// <summary>Takes away what reads them, once only nodes that nobody needs still do.</summary>
    public static void RemoveReads(GraphEdit edit, IEnumerable<KeptState> removed)
    {
        foreach (var state in removed)
        {
            if (state.First.Uses.Count != 0)
            {
                var shape = state.Shape;
                edit.ReplaceUses(state.First,
                    edit.AddConstant(state.First.Name,
                        Constant.Lazy(ElementType.Float32, shape, "zeros", () => Tensor.From(shape, new float[shape.ElementCount]))));
            }

            var handle = state.Read.Input(0);
            edit.RemoveNode(state.Read);
            edit.RemoveUnread(handle);
        }
    }

    private void Add(ResourceName name, ResourceUses uses)
    {
        var reads = uses.Reads.Where(read => ReferenceEquals(read.Graph, graph)).Select(read => read.Node).ToArray();
        var obstacle = Obstacle(name, uses, reads);
        foreach (var read in reads)
        {
            if (obstacle is null)
            {
                states.Add(read.Output,
                    new KeptState(name, read, uses.Assignments.Single(assignment => ReferenceEquals(assignment.Graph, graph)).Node));
            }
            else
            {
                obstacles.Add(read.Output, obstacle);
            }
        }
    }

    private string? Obstacle(ResourceName name, ResourceUses uses, Node[] reads)
    {
        var assignments =
            uses.Assignments.Where(assignment => ReferenceEquals(assignment.Graph, graph)).Select(assignment => assignment.Node).ToArray();
        if (uses.IsGivenAway || uses.Reads.Count > reads.Length || IsRunElsewhere())
        {
            return $"{name} is also used elsewhere in the model";
        }

        if (reads is not [var read] || assignments is not [var assignment])
        {
            return $"{name} is not read once and assigned once";
        }

        if (assignment.IsBefore(read))
        {
            return $"{name} is read behind its assignment";
        }

        return read.Output is not { ElementType: ElementType.Float32, Shape.IsKnown: true } || !read.Output.IsPlain()
            ? $"{name} is no variable of floats of one shape"
            : !StartsFromZeros(uses, read) ? $"{name} does not hold zeros at first, or another graph assigns it"
            : variables.Value.StartAnew ? "other layers start from zeros, and are reset before each sequence"
            : null;
    }

    /// <summary>Whether operators of the model have variables that are kept, and others.</summary>
    private (bool AreKept, bool StartAnew) FindVariables()
    {
        var found = (AreKept: false, StartAnew: false);
        foreach (var variable in model.Subgraphs.SelectMany(other => other.Nodes).SelectMany(node => node.Inputs)
            .Where(input => input is { IsVariable: true }))
        {
            found = (found.AreKept || variable!.IsKept, found.StartAnew || !variable!.IsKept);
        }

        return found;
    }

    /// <summary>Whether an initialization, which runs in front of the read, gives it zeros, and nothing else assigns it.</summary>
    private bool StartsFromZeros(ResourceUses uses, Node read)
    {
        var others = uses.Assignments.Where(assignment => !ReferenceEquals(assignment.Graph, graph)).ToArray();
        return others is [var (initialization, assignment)] && ZeroValues.Are(assignment.Input(1))
            && assignment.Input(1).Shape == read.Output.Shape
            && runs.Value.CallersOf(initialization) is var callers && callers.All(caller => caller.Node.Operator is CallOnce)
            && callers.Any(caller => ReferenceEquals(caller.Graph, graph) && caller.Node.IsBefore(read));
    }

    /// <summary>Whether nodes run the graph, or several signatures: each may have variables of its own.</summary>
    private bool IsRunElsewhere() =>
        runs.Value.CallersOf(graph).Count != 0 || model.Signatures.Count(signature => ReferenceEquals(signature.Graph, graph)) > 1;
}
