using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The variables of a model: those that a graph assigns are resources in all graphs, all others constants.</summary>
internal sealed class ModelVariables
{
    private const string InitializationName = "initialize_variables";

    private readonly Dictionary<string, Constant> constants = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ModelVariable> assigned = new(StringComparer.Ordinal);

    /// <param name="graphs">All graphs of the model but those that their nodes run, which are looked through as well.</param>
    public ModelVariables(IEnumerable<TensorFlowGraph> graphs)
    {
        foreach (var graph in graphs)
        {
            FindAssigned(graph);
        }
    }

    public bool IsAssigned(ModelVariable variable) => assigned.ContainsKey(variable.Name);

    /// <summary>The value in the checkpoint; the same constant for all readers.</summary>
    public Constant ConstantOf(ModelVariable variable)
    {
        if (!constants.TryGetValue(variable.Name, out var constant))
        {
            constant = Constant.Lazy(variable.ElementType, variable.Shape, $"variables/{variable.CheckpointKey ?? variable.Name}",
                variable.Read).Named(variable.Name);
            constants.Add(variable.Name, constant);
        }

        return constant;
    }

    /// <summary>A node that gives the handle of a variable.</summary>
    public static Value AddHandle(GraphEdit edit, ModelVariable variable, string name)
    {
        var handle = edit.NewValue(name, ElementType.Resource, Shape.Scalar);
        edit.AddNode(name, new VarHandle("", variable.Name), [], [handle]);
        return handle;
    }

    /// <summary>Lets each graph that begins a run give resources the values of the checkpoint, the first of them only.</summary>
    /// <returns>The graph that does so; null where no resource needs it.</returns>
    public Graph? Initialize(IReadOnlyList<Graph> beginning, IReadOnlyList<Graph> bodies)
    {
        var uses = beginning.Concat(bodies).SelectMany(graph => graph.Nodes).Select(node => node.Operator).OfType<VarHandle>()
            .Select(handle => handle.SharedName).ToHashSet(StringComparer.Ordinal);
        var edit = new GraphEdit(new Graph(InitializationName));
        foreach (var variable in assigned.Values.Where(variable => variable.HasValue && uses.Contains(variable.Name)))
        {
            var handle = AddHandle(edit, variable, variable.Name);
            edit.AddNode($"{variable.Name}/initialize", new AssignVariable(),
                [handle, edit.AddConstant($"{variable.Name}/value", ConstantOf(variable))], []);
        }

        if (edit.Graph.Nodes.Count == 0)
        {
            return null;
        }

        foreach (var graph in beginning.Where(UsesResources))
        {
            new GraphEdit(graph).AddNodeBefore(graph.Nodes[0], InitializationName, new CallOnce(new GraphReference(edit.Graph)), [], []);
        }

        return edit.Graph;
    }

    private static bool UsesResources(Graph graph) => graph.Nodes.Any(
        node => node.Operator is VarHandle
        || (node.Operator is ISubgraphOperator caller && caller.Subgraphs.Any(reference => UsesResources(reference.Target))));

    private void FindAssigned(TensorFlowGraph graph)
    {
        foreach (var node in graph.Nodes)
        {
            if (OperationKinds.IsVariableWrite(node.Operation))
            {
                if (node.Inputs.Length != 0 && graph.VariableOf(node.Inputs[0]) is { } variable)
                {
                    assigned[variable.Name] = variable;
                }
            }
            else if (OperationKinds.IsFunctionalControlFlow(node.Operation) && BodyFunctions.Of(node)
                .Any(function => graph.Library.WritesVariables(function.Name)))
            {
                foreach (var body in graph.Bodies(node))
                {
                    FindAssigned(body);
                }
            }
        }
    }
}
