using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Copies a resource's tensor. Input: the handle. Output: the tensor that was assigned last, in its shape; the declared shape holds as long
/// as nothing else is assigned.
/// </summary>
internal sealed record ReadVariable
    : Operator, IShapeInference, IMovementKernel, IStatefulOperator, IResourceReader,
    IQuantizable, ITFLiteCodec<ReadVariable, ReadVariableOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.READ_VARIABLE;

    public static OperatorSignature Signature => new OperatorSignature().In("handle", TypeSet.Handles).Out("value", TypeSet.Any);

    public override string Name => "READ_VARIABLE";

    QuantizationContract IQuantizable.Contract => new()
    {
        Activations = ContractForms.All,
        Inputs = [OperandContract.Index],
        Outputs = [OperandContract.State],
    };

    public static ReadVariable Read(ReadVariableOptions options) => new();

    public ReadVariableOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [context.DeclaredOutput(0)];

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.When(
        operands.Input(0).ElementType == ElementType.Resource, $"input 0 is {operands.Input(0).ElementType}, not a handle");

    public Step PrepareMovement(KernelContext context) => new Reading(context.Node.Where, context.Input(0), context.Output(0));

    private sealed class Reading(string where, Operand handle, Operand output) : Step
    {
        public override unsafe void Run()
        {
            var resource = handle.RequireResource(where);
            if (!resource.IsAssigned)
            {
                throw new OctavoException(
                    ErrorKind.MalformedModel, $"{resource.Name} is read before anything is assigned to it", where,
                    "ASSIGN_VARIABLE or CALL_ONCE in front of it",
                    hint: "Convert the model again, with values for its variables.");
            }

            if (resource.ElementType != output.ElementType)
            {
                throw new OctavoException(
                    ErrorKind.MalformedModel, $"{resource.Name} has another element type than what reads it", where,
                    output.ElementType.ToString(), resource.ElementType.ToString());
            }

            if (output.Shape != resource.Shape)
            {
                Resize(resource);
            }

            if (output.ElementType.HasFixedSize())
            {
                Buffer.MemoryCopy(resource.Pointer, output.Pointer, output.SizeInBytes, output.SizeInBytes);
            }
            else
            {
                output.Strings = resource.Strings;
            }
        }

        private void Resize(Resource resource)
        {
            if (output.Grow is null)
            {
                throw new OctavoException(
                    ErrorKind.Shape, $"{resource.Name} got another shape in the same invocation in which it is read", where,
                    output.Shape.ToString(), resource.Shape.ToString(),
                    "Declare an unknown shape for what is read.");
            }

            output.Resize(resource.Shape);
        }
    }
}
