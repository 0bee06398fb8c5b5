using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>
/// Surrounds a tensor with a given value. Inputs: data of any type; paddings [rank, 2], before and behind each axis; value, one element of
/// the data's type.
/// </summary>
internal sealed record PadV2 : Operator, IShapeInference, IAxisMap, IMovableAxes, IMovementKernel, IQuantizable,
    ITFLiteCodec<PadV2, PadV2Options>
{
    public static BuiltinOperator Code => BuiltinOperator.PADV2;

    public static OperatorSignature Signature =>
        new OperatorSignature(6).In("data", TypeSet.Any).In("paddings", TypeSet.Integers).In("value", TypeSet.Any)
        .Out("output", TypeSet.Any);

    public override string Name => "PADV2";

    QuantizationContract IQuantizable.Contract => new()
    {
        Activations = ContractForms.All,
        Inputs = [OperandContract.SameAsOutput(0), OperandContract.Index, OperandContract.SameAsOutput(0)],
    };

    public static PadV2 Read(PadV2Options options) => new();

    public PadV2Options Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var value = context.Input(2).Shape;
        return value.IsKnown && value.ElementCount != 1
            ? throw context.Mismatch("the value around the tensor is not one element", "1 element", value.ToString())
            : context.InferPadded();
    }

    public AxisSource SourceOf(Node node, int output, int axis) => PadRules.SourceOf(node, axis);

    public MovedOperator? Move(Node node, AxisPlacement placement, Func<Value, bool> moves) =>
        node.Input(2).IsConstant ? PadRules.Move(node, placement) : null;

    public KernelSupport SupportMovement(OperandTypes operands) =>
        KernelSupport.When(operands.Input(2).ElementType == operands.Input(0).ElementType,
            $"{operands.Input(2).ElementType} filling around {operands.Input(0).ElementType} data")
            .And(KernelSupport.When(
                operands.Input(2).Quantization is not { } value || operands.Output.Quantization is not { } output || value == output,
                "a filling whose scale is not the output's"));

    public Step PrepareMovement(KernelContext context) => new PadStep(context);
}
