using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Takes each element from one of two values of one shape. Inputs: condition, booleans of that shape, one for all, or [rows] for the first
/// axis; value where true; value where false.
/// </summary>
internal sealed record Select : Operator, IShapeInference, IAxisMap, IMovementKernel, IQuantizable, ITFLiteCodec<Select, SelectOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SELECT;

    public static OperatorSignature Signature =>
        new OperatorSignature(4).In("condition", ElementType.Boolean).In("where true", TypeSet.Any).In("where false", TypeSet.Any)
        .Out("output", TypeSet.Any);

    public override string Name => "SELECT";

    QuantizationContract IQuantizable.Contract => new()
    {
        Activations = ContractForms.All,
        Inputs = [OperandContract.Untouched, OperandContract.SameAsOutput(0), OperandContract.SameAsOutput(0)],
    };

    public static Select Read(SelectOptions options) => new();

    public SelectOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) =>
        context.InferSelected(Aligned(context.Input(0).Shape, context.Input(1).Shape));

    /// <summary>A condition for rows is aligned at the first axis.</summary>
    public AxisSource SourceOf(Node node, int output, int axis) =>
        node.Input(0).Shape is { HasRank: true, Rank: 1 } && node.Output.Shape.Rank > 1 ? AxisSource.Size(1, axis) : AxisSource.Operands;

    public KernelSupport SupportMovement(OperandTypes operands) => SelectRules.SupportSelected(operands);

    public Step PrepareMovement(KernelContext context) =>
        SelectRules.Prepare(context, Aligned(context.Input(0).Shape, context.Input(1).Shape));

    /// <summary>A condition for rows gets axes of size 1 behind it.</summary>
    private static Shape Aligned(Shape condition, Shape value)
    {
        if (!condition.HasRank || !value.HasRank || condition.Rank != 1 || value.Rank < 2)
        {
            return condition;
        }

        var sizes = new int[value.Rank];
        Array.Fill(sizes, 1);
        sizes[0] = condition[0];
        return new Shape(sizes);
    }
}
