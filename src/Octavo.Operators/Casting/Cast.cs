using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Numbers as another type. Float to integer: toward zero, saturating, NaN to the largest value. Integer to integer: the low bits. To
/// boolean: whether it is not zero. To a smaller float: to nearest, ties to even. Complex to real: the real part. Input: numbers, booleans
/// or packed integers.
/// </summary>
/// <param name="From">The input's type, as a file's options say; the input's own type counts.</param>
/// <param name="To">The output's type; null: as the output is declared.</param>
internal sealed record Cast(ElementType? From, ElementType? To) : Operator, IShapeInference, IElementwise, IPlainIntegerKernel,
    IFloatKernel, ITFLiteCodec<Cast, CastOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.CAST;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Any, 9);

    public override string Name => "CAST";

    /// <summary>Options of two equal types are those of a file that leaves them out.</summary>
    public static Cast Read(CastOptions options) => options.InDataType == options.OutDataType
        ? new Cast(null, null)
        : new Cast(options.InDataType.ToElementType(), options.OutDataType.ToElementType());

    public CastOptions Write() =>
        From is { } from && To is { } to ? new() { InDataType = from.ToSchema(), OutDataType = to.ToSchema() } : new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) =>
        [new TypedShape(To ?? context.DeclaredOutput(0).ElementType, context.Input(0).Shape)];

    public KernelSupport SupportPlainInteger(OperandTypes operands) => Support(operands, false);

    public KernelSupport SupportFloat(OperandTypes operands) => Support(operands, true);

    public Step PreparePlainInteger(KernelContext context) => CastSteps.Make(context);

    public Step PrepareFloat(KernelContext context) => CastSteps.Make(context);

    private static KernelSupport Support(OperandTypes operands, bool floating)
    {
        var from = operands.Input(0).ElementType;
        var to = operands.Output.ElementType;
        return KernelSupport.When((IsFloating(from) || IsFloating(to)) == floating, $"{from} to {to}").And(
            KernelSupport.When(CastSteps.Reads(from) && CastSteps.Writes(to), $"{from} to {to}"));
    }

    private static bool IsFloating(ElementType type) => type.IsFloatingPoint() || type == ElementType.Complex64;
}
