using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The elements of one vector that another does not hold, and where they stood.</summary>
internal sealed class ListDiffImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["ListDiff"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var left = context.Compared(data);
        var right = context.Compared(context.Input(1));
        var areEqual = context.EmitTyped(new Equal(), ElementType.Boolean, context.Reshape(left, -1, 1), context.Reshape(right, 1, -1));
        var isHeld = context.Emit(new ReduceAny(false), areEqual, context.Integers(1));
        var places = context.Reshape(context.Emit(new Where(), context.Emit(new LogicalNot(), isHeld)), -1);
        context.SetOutput(0, context.EmitMoved(new Gather(), data, places));
        context.SetOutput(1, context.Cast(places, context.Attributes.ElementType("out_idx")));
    }
}
