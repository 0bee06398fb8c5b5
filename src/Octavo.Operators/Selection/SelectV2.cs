using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>
/// Takes each element from one of two values. Inputs: condition, booleans; value where true; value where false. All three broadcast.
/// </summary>
internal sealed record SelectV2 : Operator, IShapeInference, IElementwise, IMovementKernel, IQuantizable,
    ITFLiteCodec<SelectV2, SelectV2Options>
{
    public static BuiltinOperator Code => BuiltinOperator.SELECT_V2;

    public static OperatorSignature Signature =>
        new OperatorSignature(2).In("condition", ElementType.Boolean).In("where true", TypeSet.Any).In("where false", TypeSet.Any)
        .Out("output", TypeSet.Any);

    public override string Name => "SELECT_V2";

    QuantizationContract IQuantizable.Contract => new()
    {
        Activations = ContractForms.All,
        Inputs = [OperandContract.Untouched, OperandContract.SameAsOutput(0), OperandContract.SameAsOutput(0)],
    };

    public static SelectV2 Read(SelectV2Options options) => new();

    public SelectV2Options Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => context.InferSelected(context.Input(0).Shape);

    public KernelSupport SupportMovement(OperandTypes operands) => SelectRules.SupportSelected(operands);

    public Step PrepareMovement(KernelContext context) => SelectRules.Prepare(context, context.Input(0).Shape);
}
