using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The number of a tensor's axes: int32, one element. Input: data of any type.</summary>
internal sealed record Rank : Operator, IShapeInference, IShapeQuery, IPlainIntegerKernel, IQuantizable, ITFLiteCodec<Rank, RankOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.RANK;

    public static OperatorSignature Signature => new OperatorSignature().In("data", TypeSet.Any).Out("rank", TypeSet.Integers);

    public override string Name => "RANK";

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.All) with { Outputs = [OperandContract.Untouched] };

    public static Rank Read(RankOptions options) => new();

    public RankOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [new TypedShape(ElementType.Int32, Shape.Scalar)];

    public Tensor? Answer(ShapeContext context) => context.Input(0).Shape is { HasRank: true } shape ? Tensor.Scalar(shape.Rank) : null;

    public KernelSupport SupportPlainInteger(OperandTypes operands) => KernelSupport.Yes;

    public Step PreparePlainInteger(KernelContext context) => new RankStep(context.Input(0), context.Output(0));

    private sealed class RankStep(Operand input, Operand output) : Step
    {
        public override void Run() => output.Span<int>()[0] = input.Shape.Rank;
    }
}
