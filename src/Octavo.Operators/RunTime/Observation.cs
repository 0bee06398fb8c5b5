using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Shows a value to somebody each time it was computed. Input: the value, whose elements it does not change. No output. As a reader it
/// keeps the value from being fused away, and its memory from being used anew before it was shown.
/// </summary>
/// <param name="Show">Called on the thread of the invocation.</param>
internal sealed record Observation(Action<Operand> Show) : Operator, IShapeInference, IStatefulOperator, IMovementKernel
{
    public override string Name => "OBSERVATION";

    /// <summary>Puts one right behind the node that computes the value, or in front of all nodes where the graph is given it.</summary>
    public static void Insert(GraphEdit edit, Value value, Action<Operand> show)
    {
        var operation = new Observation(show);
        if (value.Producer is { } producer)
        {
            edit.AddNodeAfter(producer, value.Name, operation, [value], []);
        }
        else if (edit.Graph.Nodes is [var first, ..])
        {
            edit.AddNodeBefore(first, value.Name, operation, [value], []);
        }
        else
        {
            edit.AddNode(value.Name, operation, [value], []);
        }
    }

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [];

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new ObservationStep(Show, context.Input(0));

    private sealed class ObservationStep(Action<Operand> show, Operand operand) : Step
    {
        public override void Run()
        {
            try
            {
                show(operand);
            }
            catch (Exception error)
            {
                throw new CallbackException(error);
            }
        }
    }
}
