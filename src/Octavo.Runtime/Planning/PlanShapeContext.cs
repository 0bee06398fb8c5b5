using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>A node's inputs as they stand in a plan: present shapes, and the elements that constants and shape arithmetic fix.</summary>
internal sealed class PlanShapeContext(Node node, Func<Value, Operand> operandOf, IReadOnlyDictionary<Value, Tensor> known) : ShapeContext
{
    public override string Where => node.Where;

    public override int InputCount => node.Inputs.Count;

    public override int OutputCount => node.Outputs.Count;

    /// <summary>Whether all inputs hold their elements now, because the step is about to run.</summary>
    public bool InputsAreComputed { get; set; }

    public override TypedShape? OptionalInput(int index) =>
        node.OptionalInput(index) is { } value ? new TypedShape(value.ElementType, operandOf(value).Shape) : null;

    public override Tensor? Known(int index)
    {
        if (node.OptionalInput(index) is not { } value)
        {
            return null;
        }

        return value.Constant?.Evaluate()
            ?? (known.TryGetValue(value, out var tensor) ? tensor : InputsAreComputed ? operandOf(value).ToTensor() : null);
    }

    public override TypedShape DeclaredOutput(int index) => new(node.Outputs[index].ElementType, node.Outputs[index].Shape);

    public bool IsKnown(Value value) => value.IsConstant || known.ContainsKey(value);

    public long KnownElements(Value value) => value.Constant?.ElementCount ?? known[value].ElementCount;
}
