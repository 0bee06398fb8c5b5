using System.Collections.Immutable;
using System.Numerics;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Adds slices into a tensor of zeros, in order; slices of one place add up (integers wrap, booleans or). Inputs: indices [tuples...,
/// depth]; updates [tuples..., rest...]; shape of the output, int32.
/// </summary>
internal sealed record ScatterNd
    : Operator, IShapeInference, IAxisMap, IFloatKernel, IPlainIntegerKernel, IQuantizable, ITFLiteCodec<ScatterNd, ScatterNdOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SCATTER_ND;

    public static OperatorSignature Signature =>
        new OperatorSignature().In("indices", TypeSet.Integers).In("updates", TypeSet.Values).In("shape", TypeSet.Integers)
        .Out("output", TypeSet.Values);

    public override string Name => "SCATTER_ND";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.EightBits, inputs: 3, moved: 1);

    public static ScatterNd Read(ScatterNdOptions options) => new();

    public ScatterNdOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var indices = context.Input(0);
        var updates = context.Input(1);
        var shape = context.ShapeOperand(2);
        if (!IndexOperand.Reads(indices.ElementType) || (indices.Shape.HasRank && indices.Shape.Rank == 0))
        {
            throw context.Mismatch("the indices are no tuples of positions", "integers [tuples..., depth]",
                $"{indices.ElementType} {indices.Shape}");
        }

        if (indices.Shape.IsKnown && updates.Shape.IsKnown && shape.IsKnown)
        {
            var depth = indices.Shape[-1];
            if (depth > shape.Rank || updates.Shape != new Shape([.. indices.Shape.Sizes[..^1], .. shape.Sizes[depth..]]))
            {
                throw context.Mismatch("indices, updates and shape do not go together",
                    "updates [tuples..., the shape's axes behind depth]", $"{indices.Shape}, {updates.Shape} and {shape}");
            }
        }

        return [new TypedShape(updates.ElementType, shape)];
    }

    public AxisSource SourceOf(Node node, int output, int axis) => AxisSource.Element(2, axis);

    public KernelSupport SupportFloat(OperandTypes operands) => Support(operands, true);

    public KernelSupport SupportPlainInteger(OperandTypes operands) => Support(operands, false);

    public Step PrepareFloat(KernelContext context) => NumericTypes.Make(context.Output(0).ElementType, new Maker(context));

    public Step PreparePlainInteger(KernelContext context) => PrepareFloat(context);

    private static KernelSupport Support(OperandTypes operands, bool floating)
    {
        var type = operands.Input(1).ElementType;
        return KernelSupport.When(NumericTypes.Includes(type) && type.IsFloatingPoint() == floating, $"{type} updates");
    }

    private readonly struct Maker(KernelContext context) : INumericStepMaker
    {
        public Step Make<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterNdStep<T>(context);
    }

    private sealed unsafe class ScatterNdStep<T>(KernelContext context) : MovementStep(context)
        where T : unmanaged, INumber<T>
    {
        private readonly Operand updates = context.Input(1);
        private readonly Operand output = context.Output(0);
        private readonly IndexTuples tuples = new(new IndexOperand(context.Input(0)), context.Output(0), context.Node.Where);
        private readonly bool isBoolean = context.Output(0).ElementType == ElementType.Boolean;

        protected override void Plan()
        {
        }

        protected override void Move()
        {
            ElementFill.Clear(output);
            var source = updates.As<T>();
            for (long tuple = 0; tuple < tuples.Count; tuple++)
            {
                var target = output.As<T>() + (tuples.Slice(tuple) * tuples.SliceLength);
                for (long index = 0; index < tuples.SliceLength; index++)
                {
                    target[index] = isBoolean ? T.Max(target[index], source[index]) : target[index] + source[index];
                }

                source += tuples.SliceLength;
            }
        }
    }
}
