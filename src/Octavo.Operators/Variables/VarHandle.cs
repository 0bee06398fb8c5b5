using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Names a resource. No inputs; one output, a scalar of type Resource without bytes. Equal names mean one resource in all graphs of a
/// model.
/// </summary>
/// <param name="Container">Keeps equal names apart; empty where the file has none.</param>
/// <param name="SharedName">The resource's name in its container.</param>
internal sealed record VarHandle(string Container, string SharedName)
    : Operator, IShapeInference, IMovementKernel, IResourceHandle, ITFLiteCodec<VarHandle, VarHandleOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.VAR_HANDLE;

    public static OperatorSignature Signature => new OperatorSignature().Out("handle", TypeSet.Handles);

    public override string Name => "VAR_HANDLE";

    public ResourceName Resource => new(Container, SharedName);

    public static VarHandle Read(VarHandleOptions options) => new(options.Container ?? "", options.SharedName ?? "");

    public VarHandleOptions Write() => new() { Container = Container, SharedName = SharedName };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [new TypedShape(ElementType.Resource, Shape.Scalar)];

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.When(
        operands.Output.ElementType == ElementType.Resource, $"the output is {operands.Output.ElementType}, not Resource");

    public Step PrepareMovement(KernelContext context)
    {
        context.Output(0).Resource = context.Resource(Resource);
        return new NoWork();
    }

    /// <summary>The handle is there from the plan on.</summary>
    private sealed class NoWork : Step
    {
        public override void Run()
        {
        }
    }
}
