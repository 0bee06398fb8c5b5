using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Emits operators into a graph: at its end, or in front of a node. Types and shapes of outputs follow from shape inference; what nobody
/// names gets the name of its operator
/// and a number that no other value of the builder has.
/// </summary>
internal sealed class GraphBuilder(GraphEdit edit, Node? before = null)
{
    private int made;

    /// <summary>Builds a graph of its own.</summary>
    public GraphBuilder(string name)
        : this(new GraphEdit(new Graph(name)))
    {
    }

    public GraphEdit Edit => edit;

    public Graph Graph => edit.Graph;

    /// <summary>
    /// Whether operands are held to what the operator's signature says before anything is inferred from them: where they are a user's.
    /// </summary>
    public bool ChecksOperands { get; init; }

    public Value Constant(Tensor tensor) => edit.AddConstant($"constant_{made++}", tensor);

    /// <summary>A scalar of float32.</summary>
    public Value Number(float number) => Constant(Tensor.Scalar(number));

    /// <summary>A vector of int32.</summary>
    public Value Integers(params int[] numbers) => Constant(Tensor.From(new Shape(numbers.Length), numbers));

    /// <summary>Emits an operator with one output, which takes the operator's name.</summary>
    /// <exception cref="OctavoException">The inputs do not fit the operator.</exception>
    public Value Emit(Operator @operator, params IReadOnlyList<Value?> inputs) =>
        Emit($"{@operator.Name.ToLowerInvariant()}_{made++}", @operator, inputs);

    /// <summary>Emits an operator with one output; node and output have the name that is given.</summary>
    /// <inheritdoc cref="Emit(Operator, IReadOnlyList{Value})"/>
    public Value Emit(string name, Operator @operator, params IReadOnlyList<Value?> inputs) =>
        EmitNode(name, @operator, inputs, [name]).Output;

    /// <summary>Emits an operator with as many outputs as it gives.</summary>
    /// <param name="nameOf">What output i is called.</param>
    /// <inheritdoc cref="Emit(Operator, IReadOnlyList{Value})"/>
    public IReadOnlyList<Value> EmitAll(string name, Operator @operator, IReadOnlyList<Value?> inputs, Func<int, string> nameOf) =>
        EmitNode(name, @operator, inputs, [.. Enumerable.Range(0, Infer(@operator, inputs).Length).Select(nameOf)]).Outputs;

    /// <param name="name">Of the node.</param>
    /// <param name="operator">What it computes.</param>
    /// <param name="inputs">Null for one that is absent.</param>
    /// <param name="outputs">The names of its outputs.</param>
    /// <param name="declared">Their type, where it does not follow from the inputs; that of the first input where it is null.</param>
    /// <inheritdoc cref="Emit(Operator, IReadOnlyList{Value})"/>
    public Node EmitNode(
        string name, Operator @operator, IReadOnlyList<Value?> inputs, IReadOnlyList<string> outputs, ElementType? declared = null)
    {
        var type = declared ?? inputs.FirstOrDefault(input => input is not null)?.ElementType ?? ElementType.Float32;
        var values = outputs.Select(output => edit.NewValue(output, type, Shape.Unknown)).ToArray();
        var node = before is null
            ? edit.AddNode(name, @operator, inputs, values)
            : edit.AddNodeBefore(before, name, @operator, inputs, values);
        if (ChecksOperands)
        {
            OperatorSignature.RequireOperands(node);
        }

        var inferred = @operator is IShapeInference inference ? inference.InferOutputs(new ShapeContext(node)) : [];
        for (var index = 0; index < Math.Min(values.Length, inferred.Length); index++)
        {
            edit.SetType(values[index], inferred[index].ElementType, inferred[index].Shape);
        }

        return node;
    }

    /// <summary>What an operator would compute of some inputs.</summary>
    /// <inheritdoc cref="Emit(Operator, IReadOnlyList{Value})"/>
    public static ImmutableArray<TypedShape> Infer(Operator @operator, IReadOnlyList<Value?> inputs) =>
        ((IShapeInference)@operator).InferOutputs(new ShapeContext(@operator, inputs));
}
