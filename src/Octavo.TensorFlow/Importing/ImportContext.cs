using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>What an importer sees of one node, and how it adds operators for it.</summary>
internal sealed class ImportContext
{
    private readonly GraphImport import;
    private int emitted;

    internal ImportContext(GraphImport import, TensorFlowNode node)
    {
        this.import = import;
        Node = node;
    }

    public TensorFlowNode Node { get; }

    /// <summary>What the graph calls the node.</summary>
    public string Name => import.NameOf(Node);

    /// <summary>The graph that the node is part of.</summary>
    public TensorFlowGraph Source => import.Source;

    public NodeAttributes Attributes => Node.Attributes;

    public int InputCount => Node.Inputs.Length;

    /// <summary>How errors name the node.</summary>
    public string Where => $"{Node.Operation} '{Node.Name}'";

    /// <summary>The value that an input reads.</summary>
    /// <exception cref="OctavoException">The node has fewer inputs, or the input is no tensor.</exception>
    public Value Input(int index)
    {
        if (index >= InputCount)
        {
            throw new OctavoException(ErrorKind.MalformedModel, $"Input {index} is missing.", Where, $"{index + 1} inputs or more",
                $"{InputCount}");
        }

        return import.Find(Node.Inputs[index]) ?? ReadReference(index) ?? throw Unsupported(
            $"input {index} ({Node.Inputs[index]}) is a resource or another handle, not a tensor",
            "Freeze the model's variables, or export a signature without this node.");
    }

    /// <summary>The value of any output in the graph, where it is imported already and a tensor.</summary>
    public Value? Find(NodeOutput output) => import.Find(output);

    /// <summary>Whether an input is a tensor, not a handle.</summary>
    public bool HasValue(int index) => import.Find(Node.Inputs[index]) is not null;

    public IEnumerable<Value> Inputs(int start, int end) => Enumerable.Range(start, end - start).Select(Input);

    /// <summary>The variable that an input is the handle of; null where it is none.</summary>
    public ModelVariable? VariableOf(int index) => Source.VariableOf(Node.Inputs[index]);

    /// <summary>
    /// A variable's value as a constant, the same for all readers in all signatures; null where a graph of the model assigns the variable.
    /// </summary>
    public Constant? ConstantOf(ModelVariable variable) => import.IsAssigned(variable) ? null : import.ConstantOf(variable);

    /// <summary>What a variable holds at this place of the graph.</summary>
    public Value Read(ModelVariable variable) => import.Read(this, variable);

    /// <summary>Whether an input refers to a variable that is assigned, so that it is read when the input is.</summary>
    public bool IsReference(int index) => import.ReferenceOf(Node.Inputs[index]) is not null;

    /// <summary>The elements of an input that is known by now, or null.</summary>
    public Tensor? Known(int index) => Input(index).Constant?.Evaluate();

    /// <summary>The elements of an input that must be known.</summary>
    /// <param name="index">Which input.</param>
    /// <param name="what">What the input means: "the axis".</param>
    /// <exception cref="OctavoException">Unsupported: it is computed from the model's inputs.</exception>
    public Tensor RequireKnown(int index, string what) => Known(index) ?? throw Unsupported(
        $"{what} ({Node.Inputs[index]}) depends on the model's inputs",
        $"Make {what} a constant, or fix the shapes of the inputs (--input-shape).");

    /// <summary>The elements of an input that must be known and have a type.</summary>
    /// <exception cref="OctavoException">
    /// It is not known (unsupported), or has another type or no elements (kind MalformedModel).
    /// </exception>
    public ReadOnlySpan<TElement> RequireElements<TElement>(int index, string what)
        where TElement : unmanaged => Elements<TElement>(RequireKnown(index, what), what);

    /// <inheritdoc cref="RequireElements"/>
    public ReadOnlySpan<TElement> Elements<TElement>(Tensor known, string what)
        where TElement : unmanaged => known.ElementType.IsStoredAs<TElement>() && known.Shape.ElementCount != 0
            ? known.Values<TElement>()
            : throw new OctavoException(ErrorKind.MalformedModel, $"{what} cannot be read from the operand", Where,
                $"elements of {typeof(TElement).Name}", known.ToString());

    /// <summary>An integer among the node's attributes that operators hold in 32 bits.</summary>
    /// <exception cref="OctavoException">It has more (kind MalformedModel).</exception>
    public int Integer(string attribute) => Integer(attribute, Attributes.Integer(attribute));

    /// <summary>The integers of an attribute, each in 32 bits.</summary>
    /// <inheritdoc cref="Integer(string)"/>
    public int[] Integers(string attribute) => [.. Attributes.Integers(attribute).Select(number => Integer(attribute, number))];

    /// <summary>The elements of a known int32 or int64 input.</summary>
    /// <exception cref="OctavoException">It is not known, no integer, or does not fit 32 bits.</exception>
    public int[] RequireIntegers(int index, string what) => IndexValues.ToInt32(RequireKnown(index, what), Where);

    /// <inheritdoc cref="RequireIntegers"/>
    public int RequireInteger(int index, string what) => RequireIntegers(index, what) is [var single]
        ? single
        : throw new OctavoException(ErrorKind.MalformedModel, $"{what} has several elements.", Where, "one", Input(index).Shape.ToString());

    /// <summary>The shape of an input whose rank must be known.</summary>
    public Shape RequireRank(int index) => RequireRank(Input(index));

    /// <inheritdoc cref="RequireRank(int)"/>
    /// <param name="least">How many axes it has at least.</param>
    public Shape RequireRank(Value value, int least = 0) => !value.Shape.HasRank
        ? throw Unsupported($"the rank of {value} is not known", "Fix the shapes of the inputs (--input-shape).")
        : value.Shape.Rank >= least ? value.Shape
        : throw new OctavoException(ErrorKind.Shape, "an operand has too few axes", Where, $"at least {least}", value.Shape.ToString());

    /// <summary>
    /// Adds an operator with one output. Types and shapes follow from shape inference; what depends on small constants and known shapes
    /// alone is computed at once and comes back as a constant.
    /// </summary>
    /// <param name="operator">The operator.</param>
    /// <param name="inputs">Null for an absent input.</param>
    public Value Emit(Operator @operator, params IEnumerable<Value?> inputs) => EmitMany(@operator, 1, null, inputs)[0];

    /// <summary>The same for an operator whose output type does not follow from its inputs.</summary>
    public Value EmitTyped(Operator @operator, ElementType elementType, params IEnumerable<Value?> inputs) =>
        EmitMany(@operator, 1, elementType, inputs)[0];

    /// <summary>The same with several outputs.</summary>
    public ImmutableArray<Value> EmitMany(Operator @operator, int outputs, ElementType? elementType, params IEnumerable<Value?> inputs) =>
        import.Emit(this, @operator, outputs, elementType, [.. inputs], $"{Name}/{@operator.Name.ToLowerInvariant()}_{emitted++}");

    public Value Constant(Tensor tensor) => import.Edit.AddConstant($"{Name}/constant_{emitted++}", Graphs.Constant.From(tensor, Name));

    public Value Constant(Constant constant) => import.Edit.AddConstant($"{Name}/constant_{emitted++}", constant);

    /// <summary>A scalar of float32.</summary>
    public Value Scalar(float value) => Constant(Tensor.Scalar(value));

    /// <summary>A scalar of any numeric type, rounded to it.</summary>
    public Value Scalar(ElementType elementType, double value) => Constant(ScalarTensors.Make(elementType, value));

    /// <summary>A vector of int32.</summary>
    public Value Integers(params int[] values) => Constant(Tensor.From(new Shape(values.Length), values));

    /// <summary>Axes put into another order: output axis i is input axis permutation[i].</summary>
    public Value Transpose(Value value, params int[] permutation) => Emit(new Transpose(), value, Integers(permutation));

    /// <param name="value">What to reshape.</param>
    /// <param name="sizes">The new sizes; one may be -1.</param>
    public Value Reshape(Value value, params int[] sizes) => Emit(new Reshape(Shape.Unknown), value, Integers(sizes));

    /// <summary>Converts elements; gives the value itself where it has the type already.</summary>
    public Value Cast(Value value, ElementType elementType) =>
        value.ElementType == elementType ? value : EmitTyped(new Cast(value.ElementType, elementType), elementType, value);

    /// <summary>Says which value an output of the node is. A value made by this node takes the node's name.</summary>
    public void SetOutput(int index, Value value) => import.SetOutput(Node, index, value);

    /// <summary>Says that an output belongs to a branch that is never taken; nodes that read it are left out.</summary>
    public void LeaveOut(int index) => import.LeaveOut(new NodeOutput(Node.Name, index));

    /// <summary>Whether an input comes from a branch that is never taken.</summary>
    public bool IsLeftOut(int index) => import.IsLeftOut(Node.Inputs[index]);

    /// <summary>The list of tensors that an input is the handle of, where it is not a tensor itself yet.</summary>
    internal OpenList? ListOf(int index) => import.FindList(Node.Inputs[index]);

    internal void SetList(int index, OpenList list) => import.SetList(new NodeOutput(Node.Name, index), list);

    /// <summary>The graph that is imported.</summary>
    internal GraphImport Import => import;

    private int Integer(string attribute, long number) => number is >= int.MinValue and <= int.MaxValue
        ? (int)number
        : throw new OctavoException(ErrorKind.MalformedModel, $"attribute '{attribute}' is out of range", Where, "32 bits", $"{number}");

    private Value? ReadReference(int index) => import.ReferenceOf(Node.Inputs[index]) is { } variable ? Read(variable) : null;

    /// <summary>Emits one operator that reads all inputs and gives output 0.</summary>
    public void Become(Operator @operator) => SetOutput(0, Emit(@operator, Inputs(0, InputCount)));

    /// <summary>An error that is reported together with those of all other nodes that cannot be imported.</summary>
    public OctavoException Unsupported(string what, string? hint = null) => new(
        ErrorKind.UnsupportedOperator, what, Where, found: import.Found(Node), hint: hint);
}
