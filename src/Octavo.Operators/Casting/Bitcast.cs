using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The same bytes as another type. To smaller elements, a last axis is added; to larger ones, the last axis, which must hold just one
/// element's bytes, goes.
/// </summary>
/// <param name="To">The output's type; null: as the output is declared, which is all that a file says.</param>
internal sealed record Bitcast(ElementType? To = null) : Operator, IShapeInference, IMovementKernel, ITFLiteCodec<Bitcast, BitcastOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.BITCAST;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Any);

    public override string Name => "BITCAST";

    public static Bitcast Read(BitcastOptions options) => new();

    public BitcastOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        var type = To ?? context.DeclaredOutput(0).ElementType;
        var from = data.ElementType.BitsPerElement();
        var to = type.BitsPerElement();
        if (from < 8 || to < 8)
        {
            throw context.Mismatch("these elements have no bytes of their own", "types of whole bytes", $"{data.ElementType} to {type}");
        }

        if (!data.Shape.HasRank || from == to)
        {
            return [new TypedShape(type, data.Shape)];
        }

        if (from > to)
        {
            return [new TypedShape(type, new Shape([.. data.Shape.Sizes, from / to]))];
        }

        return data.Shape.Rank > 0 && (data.Shape[-1] < 0 || data.Shape[-1] == to / from)
            ? [new TypedShape(type, new Shape(data.Shape.Sizes[..^1]))]
            : throw context.Mismatch($"the last axis does not hold one {type}", $"{to / from} elements of {data.ElementType}",
                data.Shape.ToString());
    }

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new CopyStep(context.Input(0), context.Output(0));
}
