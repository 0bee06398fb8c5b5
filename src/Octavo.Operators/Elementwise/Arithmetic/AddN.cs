using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The sum of all inputs, in order; they have one shape and type. Infinite sums become the largest finite floats.</summary>
internal sealed record AddN : Operator, IShapeInference, IElementwise, IFloatKernel, IPlainIntegerKernel, ITFLiteCodec<AddN, AddNOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.ADD_N;

    public static OperatorSignature Signature => new OperatorSignature().ManyIn("values", TypeSet.Values).Out("sum", TypeSet.Values);

    public override string Name => "ADD_N";

    public static AddN Read(AddNOptions options) => new();

    public AddNOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var result = context.Input(0);
        for (var index = 1; index < context.InputCount; index++)
        {
            var next = context.Input(index);
            if (next.ElementType != result.ElementType || !result.Shape.Admits(next.Shape))
            {
                throw context.Mismatch("the inputs differ", $"{result.ElementType} {result.Shape}", $"{next.ElementType} {next.Shape}");
            }
        }

        return [result];
    }

    /// <summary>No input is stretched.</summary>
    MovedOperator? IMovableAxes.Move(Node node, AxisPlacement placement, Func<Value, bool> moves) =>
        !placement.IsBehindNewAxis || node.Inputs.All(input => moves(input!)) ? MovedOperator.Elementwise(node, placement, moves) : null;

    public KernelSupport SupportFloat(OperandTypes operands) => ElementwiseTypes.Float32(operands);

    public Step PrepareFloat(KernelContext context) => new SumStep<FloatBinaryRun<ClampedFunction<AddFunction>>>(
        context, new(new(default, FusedActivation.None.FiniteRange()), context.Mode));

    public KernelSupport SupportPlainInteger(OperandTypes operands) => ElementwiseTypes.Plain(operands, IntegerTypes.Int32);

    public Step PreparePlainInteger(KernelContext context) =>
        new SumStep<IntegerBinaryRun<int, AddFunction>>(context, new(default, context.Mode));

    /// <summary>Adds input after input to the output; for elements of 4 bytes.</summary>
    private sealed unsafe class SumStep<TRun>(KernelContext context, TRun run) : Step
        where TRun : struct, IBroadcastRun
    {
        private readonly Operand[] inputs = [.. context.Node.Inputs.Select((_, index) => context.Input(index))];
        private readonly Operand output = context.Output(0);

        public override void Run()
        {
            inputs[0].Bytes.CopyTo(output.Bytes);
            for (var index = 1; index < inputs.Length; index++)
            {
                run.Run(output.Pointer, 0, 1, inputs[index].Pointer, 0, 1, output.Pointer, 0, output.ElementCount);
            }
        }
    }
}
