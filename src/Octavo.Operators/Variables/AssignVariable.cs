using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Keeps a tensor as a resource's, until the next one is assigned. Inputs: the handle; a tensor of any type and shape. No outputs.
/// </summary>
internal sealed record AssignVariable
    : Operator, IShapeInference, IMovementKernel, IStatefulOperator, IResourceWriter,
    IQuantizable, ITFLiteCodec<AssignVariable, AssignVariableOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.ASSIGN_VARIABLE;

    public static OperatorSignature Signature => new OperatorSignature().In("handle", TypeSet.Handles).In("value", TypeSet.Any);

    public override string Name => "ASSIGN_VARIABLE";

    QuantizationContract IQuantizable.Contract => new()
    {
        Activations = ContractForms.All,
        Inputs = [OperandContract.Index, OperandContract.State],
        Outputs = [],
    };

    public int AssignedInput => 1;

    public static AssignVariable Read(AssignVariableOptions options) => new();

    public AssignVariableOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [];

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.When(
        operands.Input(0).ElementType == ElementType.Resource && operands.Input(1).ElementType != ElementType.Resource,
        $"the inputs are {operands.Input(0).ElementType} and {operands.Input(1).ElementType}, not a handle and a tensor");

    public Step PrepareMovement(KernelContext context) => new Assigning(context.Node.Where, context.Input(0), context.Input(1));

    private sealed class Assigning(string where, Operand handle, Operand value) : Step
    {
        public override void Run() => handle.RequireResource(where).Assign(value);
    }
}
