using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The sizes of a tensor's axes, [rank]. Input: data of any type.</summary>
/// <param name="OutputType">Int32 or Int64.</param>
internal sealed record ShapeOf(ElementType OutputType = ElementType.Int32)
    : Operator, IShapeInference, IShapeQuery, IPlainIntegerKernel, IQuantizable, ITFLiteCodec<ShapeOf, ShapeOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SHAPE;

    public static OperatorSignature Signature => new OperatorSignature().In("data", TypeSet.Any).Out("sizes", TypeSet.Integers);

    public override string Name => "SHAPE";

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.All) with { Outputs = [OperandContract.Untouched] };

    public static ShapeOf Read(ShapeOptions options) => new(options.OutType.ToElementType());

    public ShapeOptions Write() => new() { OutType = OutputType.ToSchema() };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0).Shape;
        return [new TypedShape(Type(context), data.HasRank ? new Shape(data.Rank) : AxisRules.OfRank(1))];
    }

    public Tensor? Answer(ShapeContext context)
    {
        var data = context.Input(0).Shape;
        return !data.IsKnown ? null
            : Type(context) == ElementType.Int64 ? Tensor.From(new Shape(data.Rank), Array.ConvertAll(data.ToArray(), size => (long)size))
            : Tensor.From(new Shape(data.Rank), data.Sizes);
    }

    public KernelSupport SupportPlainInteger(OperandTypes operands) =>
        KernelSupport.When(operands.Output.ElementType is ElementType.Int32 or ElementType.Int64,
            $"sizes as {operands.Output.ElementType}");

    public Step PreparePlainInteger(KernelContext context) => new ShapeStep(context.Input(0), context.Output(0));

    /// <summary>A file whose options say nothing means what its output tensor is declared as.</summary>
    private ElementType Type(ShapeContext context) =>
        OutputType is ElementType.Int32 or ElementType.Int64 ? OutputType : context.DeclaredOutput(0).ElementType;

    private sealed class ShapeStep(Operand input, Operand output) : Step
    {
        public override void Run()
        {
            var sizes = input.Shape.Sizes;
            if (output.ElementType == ElementType.Int32)
            {
                sizes.CopyTo(output.Span<int>());
                return;
            }

            var target = output.Span<long>();
            for (var axis = 0; axis < sizes.Length; axis++)
            {
                target[axis] = sizes[axis];
            }
        }
    }
}
