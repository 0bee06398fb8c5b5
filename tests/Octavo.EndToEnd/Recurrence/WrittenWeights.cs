using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>The weights of a graph: what declares them, what reads them, and what restores them from a checkpoint.</summary>
internal sealed class WrittenWeights(WeightStorage storage, string prefix)
{
    private readonly SortedDictionary<string, (string Node, Tensor Tensor)> declared = new(StringComparer.Ordinal);
    private int reads;

    public IEnumerable<(string Key, Tensor Tensor)> Stored => declared.Select(entry => ($"{prefix}/{entry.Key}", entry.Value.Tensor));

    /// <summary>The nodes that the weights come from, outside of loops.</summary>
    public IEnumerable<string> Nodes => declared.Values.Select(value => value.Node);

    public void Declare(NodeScope nodes, IReadOnlyDictionary<string, Tensor> weights)
    {
        foreach (var (name, tensor) in weights)
        {
            var path = $"{prefix}/{name}";
            (string, object)[] attributes = [("shape", NodeScope.ShapeOf(tensor.Shape.ToArray()))];
            declared[name] = (storage switch
            {
                WeightStorage.Frozen => nodes.Add("Identity", $"{path}/read", nodes.Constant(path, tensor)),
                WeightStorage.ReferenceVariables => nodes.Add("Identity", $"{path}/read", nodes.Add("VariableV2", path, attributes)),
                _ => nodes.Add("VarHandleOp", path, [.. attributes, ("shared_name", path)]),
            }, tensor);
        }
    }

    /// <summary>Lets a function, whose last arguments they are, read the weights.</summary>
    public void PassTo(int firstArgument)
    {
        foreach (var (name, index) in declared.Keys.ToArray().Select((name, index) => (name, index)))
        {
            declared[name] = (FunctionForm.Argument(firstArgument + index), declared[name].Tensor);
        }
    }

    /// <summary>What a loop calls a weight.</summary>
    public string Read(LoopScope scope, string name)
    {
        var node = declared[name].Node;
        if (storage != WeightStorage.ResourceVariables)
        {
            return scope.Float(node);
        }

        reads++;
        return scope.Nodes.Add("ReadVariableOp", $"{name}/ReadVariableOp_{reads}", scope.Capture(node, DataType.DtResource));
    }

    /// <summary>Assigns a value to one of them, outside of loops.</summary>
    /// <returns>The node that does it, for others to wait for.</returns>
    public string Assign(NodeScope nodes, string name, string value)
    {
        var node = $"{name}/Assign";
        var (operation, variable) =
            storage == WeightStorage.ResourceVariables ? ("AssignVariableOp", declared[name].Node) : ("Assign", $"{prefix}/{name}");
        nodes.Outputs(operation, node, 0, [], variable, value);
        return $"^{nodes.NameOf(node)}";
    }

    /// <summary>Adds what a saver restores the variables with.</summary>
    /// <returns>The name of the node that starts it.</returns>
    public string Restore(NodeScope nodes)
    {
        string[] keys = [.. Stored.Select(stored => stored.Key)];
        string Texts(string name, string[] texts) => nodes.Add("Const", name, [("dtype", DataType.DtString), ("value", texts)]);
        var restored = nodes.Outputs(
            "RestoreV2", "save/RestoreV2", keys.Length, [("dtypes", keys.Select(_ => DataType.DtFloat).ToArray())],
            Texts("save/Const", ["model"]),
            Texts("save/RestoreV2/tensor_names", keys), Texts("save/RestoreV2/shape_and_slices", [.. keys.Select(_ => "")]));
        var assigned = keys.Select((key, index) => storage == WeightStorage.ReferenceVariables
            ? nodes.Add("Assign", $"save/Assign_{index}", key, restored[index])
            : nodes.Add("AssignVariableOp", $"save/AssignVariableOp_{index}", key,
                nodes.Add("Identity", $"save/Identity_{index}", restored[index]))).ToArray();
        nodes.Add("NoOp", "save/restore_all", [.. assigned.Select(name => $"^{name}")]);
        return "save/restore_all";
    }
}
