using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>
/// Surrounds a tensor with zeros (quantized: with its zero point). Inputs: data of any type; paddings [rank, 2], before and behind each
/// axis.
/// </summary>
internal sealed record Pad : Operator, IShapeInference, IAxisMap, IMovableAxes, IMovementKernel, IQuantizable, ITFLiteCodec<Pad, PadOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.PAD;

    public static OperatorSignature Signature => OperatorSignature.Movement(6, "paddings");

    public override string Name => "PAD";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All, inputs: 2);

    public static Pad Read(PadOptions options) => new();

    public PadOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => context.InferPadded();

    public AxisSource SourceOf(Node node, int output, int axis) => PadRules.SourceOf(node, axis);

    public MovedOperator? Move(Node node, AxisPlacement placement, Func<Value, bool> moves) => PadRules.Move(node, placement);

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new PadStep(context);
}
