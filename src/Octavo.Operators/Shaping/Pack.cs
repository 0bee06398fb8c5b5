using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Stacks tensors of one shape along a new axis. Inputs: at least one, all of one type.</summary>
/// <param name="Axis">Where the new axis stands in the output, counted from either end.</param>
internal sealed record Pack(int Axis, int Count) : Operator, IShapeInference, IAxisMap, IMemoryUse, IMovementKernel, IQuantizable,
    ITFLiteCodec<Pack, PackOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.PACK;

    public static OperatorSignature Signature => new OperatorSignature(5).ManyIn("values", TypeSet.Any).Out("output", TypeSet.Any);

    public override string Name => "PACK";

    QuantizationContract IQuantizable.Contract => ContractForms.Joins(ContractForms.All);

    public static Pack Read(PackOptions options) => new(options.Axis, options.ValuesCount);

    public PackOptions Write() => new() { Axis = Axis, ValuesCount = Count };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var first = context.Input(0);
        var shape = first.Shape;
        if (context.InputCount != Count)
        {
            throw context.Mismatch("the number of inputs is not the number of values", $"{Count}", $"{context.InputCount}");
        }

        for (var index = 1; index < context.InputCount; index++)
        {
            var next = context.Input(index);
            if (next.ElementType != first.ElementType || !shape.Admits(next.Shape) && next.Shape.HasRank)
            {
                throw context.Mismatch("the inputs differ in type or shape", $"{first.ElementType} {shape}",
                    $"{next.ElementType} {next.Shape} as input {index}");
            }

            shape = shape.IsKnown || !next.Shape.IsKnown ? shape : next.Shape;
        }

        if (!shape.HasRank)
        {
            return [new TypedShape(first.ElementType, Shape.Unknown)];
        }

        var axis = context.Axis(Axis, shape.Rank + 1);
        return [new TypedShape(first.ElementType, new Shape([.. shape.Sizes[..axis], Count, .. shape.Sizes[axis..]]))];
    }

    public AxisSource SourceOf(Node node, int output, int axis) =>
        AxisRules.FromStart(Axis, node.Output.Shape.Rank) is var place && axis == place ? AxisSource.None
        : AxisSource.Size(0, axis < place ? axis : axis - 1);

    public ImmutableArray<MemoryUse> MemoryOf(Node node, int output) => Count == 1 ? MemoryUse.View : [];

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) =>
        Count == 1 ? new CopyStep(context.Input(0), context.Output(0)) : new PackStep(this, context);

    private sealed class PackStep(Pack pack, KernelContext context) : MovementStep(context)
    {
        private readonly Operand[] inputs = [.. context.Node.Inputs.Select((_, index) => context.Input(index))];
        private readonly Operand output = context.Output(0);
        private readonly StridedCopy[] copies = [.. context.Node.Inputs.Select(_ => new StridedCopy(2))];

        protected override void Plan()
        {
            var axis = output.Shape.NormalizeAxis(pack.Axis);
            var outer = output.Shape.ElementCountBetween(0, axis);
            var inner = output.Shape.ElementCountBetween(axis + 1, output.Shape.Rank);
            for (var index = 0; index < copies.Length; index++)
            {
                copies[index].Begin(0, index * inner);
                copies[index].Add(outer, inner, inner * inputs.Length);
                copies[index].Add(inner, 1, 1);
            }
        }

        protected override void Move()
        {
            for (var index = 0; index < copies.Length; index++)
            {
                copies[index].Run(inputs[index], output, Workers);
            }
        }
    }
}
