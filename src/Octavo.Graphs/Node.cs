using Octavo.Tensors;

namespace Octavo.Graphs;

/// <summary>One use of an operator. Inputs may be absent where the operator declares them optional.</summary>
internal sealed class Node
{
    private readonly List<Value?> inputs;
    private readonly List<Value> outputs;
    private readonly IdRange.Id id;

    internal Node(IdRange.Id id, string name, Operator @operator, IEnumerable<Value?> inputs, IEnumerable<Value> outputs)
    {
        this.id = id;
        Name = name;
        Operator = @operator;
        this.inputs = [.. inputs];
        this.outputs = [.. outputs];
    }

    /// <inheritdoc cref="Value.Id"/>
    public int Id => id.Number;

    /// <summary>The name in the user's own model; what reports and errors call this node.</summary>
    public string Name { get; internal set; }

    public Operator Operator { get; internal set; }

    public IReadOnlyList<Value?> Inputs => inputs;

    public IReadOnlyList<Value> Outputs => outputs;

    /// <summary>
    /// Values that nothing computes or reads: they only say, by their quantization, how the node rounds between its own steps (integer
    /// LSTMs have them). Empty for nearly all nodes; null where one is absent.
    /// </summary>
    public IReadOnlyList<Value?> Intermediates { get; internal set; } = [];

    /// <summary>The single output of a node that has one.</summary>
    public Value Output => outputs[0];

    /// <summary>An input that must be there.</summary>
    /// <exception cref="OctavoException">The input is absent.</exception>
    public Value Input(int index) => OptionalInput(index) ?? throw new OctavoException(
        ErrorKind.MalformedModel, $"input {index} of {Operator.Name} is absent", Where, "a value", $"{inputs.Count} inputs");

    /// <summary>The input, or null where it is absent or the list is shorter.</summary>
    public Value? OptionalInput(int index) => index < inputs.Count ? inputs[index] : null;

    /// <summary>How errors name this node.</summary>
    public string Where => $"{Operator.Name} '{Name}'";

    public override string ToString() => Where;

    /// <summary>The list that the node is in; null once it was removed.</summary>
    internal NodeList? List { get; set; }

    internal Node? Previous { get; set; }

    /// <summary>The node behind this one in its graph; null for the last.</summary>
    public Node? Next { get; internal set; }

    /// <summary>Grows from node to node of a graph; changes as nodes come in.</summary>
    internal long Mark { get; set; }

    /// <summary>Whether the node stands in front of another one of its graph.</summary>
    public bool IsBefore(Node other) => Mark < other.Mark;

    internal void SetInput(int index, Value? value) => inputs[index] = value;

    internal void ResizeInputs(int count)
    {
        while (inputs.Count < count)
        {
            inputs.Add(null);
        }

        inputs.RemoveRange(count, inputs.Count - count);
    }

    internal void SetOutput(int index, Value value) => outputs[index] = value;
}
