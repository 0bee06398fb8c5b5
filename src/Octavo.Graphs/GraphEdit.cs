using Octavo.Tensors;

namespace Octavo.Graphs;

/// <summary>
/// The one way to build and change a <see cref="Graph"/>. It keeps producers, uses and ids consistent, and puts a new node where it is
/// told: at the end, in front of another or behind it. Whether nodes stand behind what they read is the caller's (<see cref="SortNodes"/>);
/// that <see cref="GraphVerifier"/> checks after each pass, and types and shapes whoever knows the operators.
/// </summary>
internal sealed partial class GraphEdit(Graph graph)
{
    public Graph Graph { get; } = graph;

    public Value AddInput(string name, ElementType elementType, Shape shape)
    {
        var value = NewValue(name, elementType, shape);
        AddInput(value);
        return value;
    }

    /// <summary>Makes a value that nothing provides yet an input of the graph.</summary>
    public void AddInput(Value value)
    {
        Graph.MutableInputs.Add(value);
        value.IsInput = true;
        Touch();
    }

    /// <summary>
    /// A value that no node computes yet: an output of the next
    /// <see cref="AddNode(string, Operator, IEnumerable{Value?}, IEnumerable{Value})"/>, or a variable.
    /// </summary>
    public Value NewValue(string name, ElementType elementType, Shape shape, AffineQuantization? quantization = null) =>
        new(Graph.Ids.Take(), name, elementType, shape) { Quantization = quantization };

    public Value AddConstant(string name, Constant constant, AffineQuantization? quantization = null) =>
        new(Graph.Ids.Take(), name, constant.ElementType, constant.Shape) { Constant = constant, Quantization = quantization };

    public Value AddConstant(string name, Tensor tensor, AffineQuantization? quantization = null) =>
        AddConstant(name, Constant.From(tensor), quantization);

    public void AddOutput(Value value)
    {
        Graph.MutableOutputs.Add(value);
        value.ReturnCount++;
        Touch(value);
    }

    public void SetOutput(int index, Value value)
    {
        Graph.MutableOutputs[index].ReturnCount--;
        Graph.MutableOutputs[index] = value;
        value.ReturnCount++;
        Touch(value);
    }

    /// <summary>Takes an input away that nobody reads any more.</summary>
    /// <exception cref="InvalidOperationException">The input still has readers.</exception>
    public void RemoveInput(int index)
    {
        var input = Graph.MutableInputs[index];
        if (input.Uses.Count != 0 || input.IsReturned)
        {
            throw new InvalidOperationException($"Input {index} of {Graph} cannot be removed: {input} still has readers.");
        }

        Graph.MutableInputs.RemoveAt(index);
        input.IsInput = Graph.MutableInputs.Contains(input);
        Touch();
    }

    public void RemoveOutput(int index)
    {
        Graph.MutableOutputs[index].ReturnCount--;
        Graph.MutableOutputs.RemoveAt(index);
        Touch();
    }

    /// <summary>Appends a node; its inputs must be there already.</summary>
    public Node AddNode(string name, Operator @operator, IEnumerable<Value?> inputs, IEnumerable<Value> outputs) =>
        InsertNode(Graph.MutableNodes.Append, name, @operator, inputs, outputs);

    /// <summary>Appends a node that stands for one of another model, with its name and id.</summary>
    internal Node AddCopy(Node original, Operator @operator, IEnumerable<Value?> inputs, IEnumerable<Value> outputs) =>
        Insert(Graph.MutableNodes.Append, new Node(Graph.Ids.TakeSame(original.Id), original.Name, @operator, inputs, outputs));

    /// <summary>Inserts a node right before another.</summary>
    public Node AddNodeBefore(Node next, string name, Operator @operator, IEnumerable<Value?> inputs, IEnumerable<Value> outputs) =>
        InsertNode(node => Graph.MutableNodes.InsertBefore(next, node), name, @operator, inputs, outputs);

    /// <summary>Inserts a node right behind another.</summary>
    public Node AddNodeAfter(Node previous, string name, Operator @operator, IEnumerable<Value?> inputs, IEnumerable<Value> outputs) =>
        InsertNode(node => Graph.MutableNodes.InsertAfter(previous, node), name, @operator, inputs, outputs);

    public void SetOperator(Node node, Operator @operator)
    {
        node.Operator = @operator;
        TouchRewritten(node);
    }

    public void SetInput(Node node, int index, Value? value)
    {
        if (index >= node.Inputs.Count)
        {
            node.ResizeInputs(index + 1);
        }

        node.Inputs[index]?.RemoveUse(new Use(node, index));
        node.SetInput(index, value);
        value?.AddUse(new Use(node, index));
        Touch(node);
    }

    /// <summary>Gives a node another list of inputs.</summary>
    public void SetInputs(Node node, params IEnumerable<Value?> inputs)
    {
        var list = inputs.ToArray();
        for (var index = 0; index < node.Inputs.Count; index++)
        {
            node.Inputs[index]?.RemoveUse(new Use(node, index));
        }

        node.ResizeInputs(list.Length);
        for (var index = 0; index < list.Length; index++)
        {
            node.SetInput(index, list[index]);
            list[index]?.AddUse(new Use(node, index));
        }

        Touch(node);
    }

    /// <summary>Says how a node rounds between its own steps.</summary>
    public void SetIntermediates(Node node, IEnumerable<Value?> values)
    {
        node.Intermediates = [.. values];
        Touch();
    }

    /// <summary>
    /// Lets <paramref name="node"/> compute <paramref name="value"/> instead of its output <paramref name="index"/>; the old producer of
    /// the value gives it up.
    /// </summary>
    public void TakeOver(Node node, int index, Value value)
    {
        Touch(node.Outputs[index]);
        node.Outputs[index].Producer = null;
        if (value.Producer is { } former)
        {
            Touch(former);
        }

        node.SetOutput(index, value);
        value.Producer = node;
        value.ProducerOutput = index;
        value.Constant = null;
        Touch(node);
        Touch(value);
    }

    /// <summary>Lets every reader of <paramref name="from"/>, the graph's outputs included, read <paramref name="to"/>.</summary>
    public void ReplaceUses(Value from, Value to)
    {
        foreach (var use in from.Uses.ToArray())
        {
            SetInput(use.Node, use.Input, to);
        }

        for (var index = 0; index < Graph.MutableOutputs.Count && from.IsReturned && !ReferenceEquals(from, to); index++)
        {
            if (ReferenceEquals(Graph.MutableOutputs[index], from))
            {
                SetOutput(index, to);
            }
        }

        Touch();
    }

    /// <summary>Removes a node that nobody reads any more. Outputs that another node has taken over are no longer its own.</summary>
    /// <exception cref="InvalidOperationException">An output still has readers.</exception>
    public void RemoveNode(Node node)
    {
        foreach (var output in node.Outputs)
        {
            if (ReferenceEquals(output.Producer, node) && (output.Uses.Count != 0 || output.IsReturned))
            {
                throw new InvalidOperationException($"{node.Where} cannot be removed: {output} still has readers.");
            }
        }

        foreach (var output in node.Outputs.Where(output => ReferenceEquals(output.Producer, node)))
        {
            output.Producer = null;
        }

        for (var index = 0; index < node.Inputs.Count; index++)
        {
            node.Inputs[index]?.RemoveUse(new Use(node, index));
        }

        Graph.MutableNodes.Remove(node);
        Graph.Changes.Remove(node);
        Touch();
    }

    /// <summary>Whether a node of an earlier list of nodes is still part of the graph.</summary>
    public bool Holds(Node node) => Graph.MutableNodes.Holds(node);

    public void Rename(Node node, string name)
    {
        node.Name = name;
        Touch();
    }

    /// <summary>Sorts nodes so that each stands after its producers, keeping their order otherwise.</summary>
    /// <exception cref="OctavoException">The nodes form a cycle.</exception>
    public void SortNodes()
    {
        Graph.MutableNodes.Reorder(NodeOrder.Sort(Graph.MutableNodes));
        Touch();
    }

    private Node InsertNode(Action<Node> place, string name, Operator @operator, IEnumerable<Value?> inputs, IEnumerable<Value> outputs) =>
        Insert(place, new Node(Graph.Ids.Take(), name, @operator, inputs, outputs));

    private Node Insert(Action<Node> place, Node node)
    {
        for (var input = 0; input < node.Inputs.Count; input++)
        {
            node.Inputs[input]?.AddUse(new Use(node, input));
        }

        for (var output = 0; output < node.Outputs.Count; output++)
        {
            node.Outputs[output].Producer = node;
            node.Outputs[output].ProducerOutput = output;
        }

        place(node);
        TouchRewritten(node);
        return node;
    }

    private void Touch()
    {
        Graph.Revision++;
        Graph.ChangedOfModel?.Add(Graph);
    }

    private void Touch(Node node)
    {
        Graph.Changes.Add(node);
        Touch();
    }

    private void TouchRewritten(Node node)
    {
        Graph.Changes.AddRewritten(node);
        Touch();
    }

    private void Touch(Value value)
    {
        Graph.Changes.Add(value);
        Touch();
    }
}
