using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>x times the normal law's distribution function at x.</summary>
/// <param name="IsApproximate">Whether the distribution function is approximated by a hyperbolic tangent.</param>
internal sealed record Gelu(bool IsApproximate) : Operator, IShapeInference, IElementwise, IMemoryUse, IFloatKernel, IQuantizable,
    ITFLiteCodec<Gelu, GeluOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.GELU;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations, 3);

    public override string Name => "GELU";

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.EightBits);

    public static Gelu Read(GeluOptions options) => new(options.Approximate);

    public GeluOptions Write() => new() { Approximate = IsApproximate };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [context.Input(0)];

    public ImmutableArray<MemoryUse> MemoryOf(Node node, int output) => MemoryUse.OverFloats(node);

    public KernelSupport SupportFloat(OperandTypes operands) => ElementwiseTypes.Float(operands);

    public Step PrepareFloat(KernelContext context) => (IsApproximate, context.Input(0).ElementType == ElementType.Float16) switch
    {
        (true, true) => ElementwiseKernels.Unary(context, default(HalfApproximateGeluFunction)),
        (true, false) => ElementwiseKernels.Unary(context, default(ApproximateGeluFunction)),
        (false, true) => ElementwiseKernels.Unary(context, default(HalfGeluFunction)),
        (false, false) => ElementwiseKernels.Unary(context, default(GeluFunction)),
    };
}
