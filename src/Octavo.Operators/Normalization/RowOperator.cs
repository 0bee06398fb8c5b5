using Octavo.Tensors;
using System.Collections.Immutable;
using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>An operator that does each row of the innermost axis by itself; the output has the input's type and shape.</summary>
internal abstract record RowOperator : Operator, IShapeInference, IAxisMap, IMovableAxes, IFloatKernel
{
    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var input = context.Input(0);
        return !input.Shape.HasRank || Admits(input.Shape.Rank, out var expected)
            ? [input with { ElementType = ResultType(context) }]
            : throw context.Mismatch("the input has another rank", expected, input.Shape.ToString());
    }

    /// <summary>The input's own type, unless the operator has forms that give another one.</summary>
    private protected virtual ElementType ResultType(ShapeContext context) => context.Input(0).ElementType;

    /// <summary>Whether the operator is defined for a rank, and for which ranks it is.</summary>
    protected virtual bool Admits(int rank, out string expected)
    {
        expected = "any rank";
        return true;
    }

    public AxisSource SourceOf(Node node, int output, int axis) => AxisSource.Size(0, axis);

    public MovedOperator? Move(Node node, AxisPlacement placement, Func<Value, bool> moves) =>
        placement.KeepsLast && (!placement.IsBehindNewAxis || Admits(node.Output.Shape.Rank + 1, out _)) ? new MovedOperator(this) : null;

    public virtual KernelSupport SupportFloat(OperandTypes operands) => ElementwiseTypes.Float32(operands);

    public abstract Step PrepareFloat(KernelContext context);
}
