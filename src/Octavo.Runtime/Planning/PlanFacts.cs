using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>Values as they stand in a plan: present shapes, and the elements that constants and shape arithmetic fix.</summary>
internal sealed class PlanFacts(Func<Value, Operand> operandOf, IReadOnlyDictionary<Value, Tensor> known) : ValueFacts
{
    /// <summary>Whether all values that are asked for hold their elements now, because the step that reads them is about to run.</summary>
    public bool AreComputed { get; set; }

    public override Shape ShapeOf(Value value) => operandOf(value).Shape;

    public override Tensor? ElementsOf(Value value) =>
        base.ElementsOf(value) ?? (known.TryGetValue(value, out var tensor) ? tensor : AreComputed ? operandOf(value).ToTensor() : null);

    public override long? SizeOf(Value value) =>
        known.TryGetValue(value, out var tensor) ? tensor.ElementType.SizeInBytes(tensor.ElementCount) : base.SizeOf(value);
}
