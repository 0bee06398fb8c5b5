using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>A tensor of one value. Inputs: shape [rank], int32 or int64; value, one element of any type.</summary>
internal sealed record Fill : Operator, IShapeInference, IAxisMap, IMovementKernel, IQuantizable, ITFLiteCodec<Fill, FillOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.FILL;

    public static OperatorSignature Signature =>
        new OperatorSignature(5).In("sizes", TypeSet.Integers).In("value", TypeSet.Any).Out("output", TypeSet.Any);

    public override string Name => "FILL";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.Signed, inputs: 2, moved: 1);

    public static Fill Read(FillOptions options) => new();

    public FillOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var value = context.Input(1);
        return value.Shape.IsKnown && value.Shape.ElementCount != 1
            ? throw context.Mismatch("the value is not one element", "1 element", value.Shape.ToString())
            : [new TypedShape(value.ElementType, context.ShapeOperand(0))];
    }

    public AxisSource SourceOf(Node node, int output, int axis) => AxisSource.Element(0, axis);

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new FillStep(context.Input(1), context.Output(0));

    private sealed class FillStep(Operand value, Operand output) : Step
    {
        public override void Run() => ElementFill.Fill(output, value);
    }
}
