using System.Collections.Immutable;
using System.Numerics;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The k largest elements of each row (the last axis), largest first, the lower position first where equal. Inputs: numbers [..., columns];
/// k, one int32 or int16 in [0, columns]. Outputs: elements [..., k]; positions [..., k], of k's type.
/// </summary>
internal sealed record TopKV2 : Operator, IShapeInference, IAxisMap, IPlainIntegerKernel, IFloatKernel, IQuantizable,
    ITFLiteCodec<TopKV2, TopKV2Options>
{
    public static BuiltinOperator Code => BuiltinOperator.TOPK_V2;

    public static OperatorSignature Signature =>
        new OperatorSignature(3).In("input", TypeSet.Numbers).In("k", TypeSet.Integers).Out("values", TypeSet.Numbers)
        .Out("positions", TypeSet.Integers);

    public override string Name => "TOPK_V2";

    QuantizationContract IQuantizable.Contract => new()
    {
        Activations = ContractForms.All,
        Inputs = [OperandContract.Activation, OperandContract.Index],
        Outputs = [OperandContract.SameAsInput(0), OperandContract.Untouched],
    };

    public static TopKV2 Read(TopKV2Options options) => new();

    public TopKV2Options Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        var positionType = context.Input(1).ElementType == ElementType.Int16 ? ElementType.Int16 : ElementType.Int32;
        if (!data.Shape.HasRank)
        {
            return [new TypedShape(data.ElementType, Shape.Unknown), new TypedShape(positionType, Shape.Unknown)];
        }

        var columns =
            data.Shape.Rank == 0 ? throw context.Mismatch("a single value has no rows", "at least one axis", "[]") : data.Shape[-1];
        var count = Shape.UnknownSize;
        if (context.KnownIntegers(1) is { } known)
        {
            count = known.Length == 1 && known[0] >= 0 && (columns < 0 || known[0] <= columns)
                ? known[0]
                : throw context.Mismatch("k is more than a row has", $"one number in [0, {columns}]", $"[{string.Join(',', known)}]");
        }

        var shape = data.Shape.With(-1, count);
        return [new TypedShape(data.ElementType, shape), new TypedShape(positionType, shape)];
    }

    public AxisSource SourceOf(Node node, int output, int axis) =>
        axis < node.Outputs[output].Shape.Rank - 1 ? AxisSource.Size(0, axis) : AxisSource.None;

    public KernelSupport SupportPlainInteger(OperandTypes operands) => Support(operands, false);

    public KernelSupport SupportFloat(OperandTypes operands) => Support(operands, true);

    public Step PreparePlainInteger(KernelContext context) => NumericTypes.Make(context.Input(0).ElementType, new Maker(context));

    public Step PrepareFloat(KernelContext context) => PreparePlainInteger(context);

    private static KernelSupport Support(OperandTypes operands, bool floating)
    {
        var type = operands.Input(0).ElementType;
        return KernelSupport.When(NumericTypes.Includes(type) && type.IsFloatingPoint() == floating, $"{type} elements");
    }

    private readonly struct Maker(KernelContext context) : INumericStepMaker
    {
        public Step Make<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new TopKStep<T>(context);
    }

    /// <summary>Keeps the best k of a row in a heap whose root is the worst of them, then takes the roots off from behind.</summary>
    private sealed unsafe class TopKStep<T>(KernelContext context) : Step
        where T : unmanaged, INumber<T>
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand values = context.Output(0);
        private readonly Operand positions = context.Output(1);
        private readonly ScratchMemory scratch = context.Scratch(Math.Max(1, context.Output(0).Shape[-1]) * 4L);

        public override void Run()
        {
            var columns = input.Shape[-1];
            var count = values.Shape[-1];
            if (count == 0 || input.ElementCount == 0)
            {
                return;
            }

            var rows = input.ElementCount / columns;
            for (long row = 0; row < rows; row++)
            {
                var elements = input.As<T>() + (row * columns);
                Sort(elements, columns, (int*)scratch.Pointer, count);
                Write(elements, row * count, (int*)scratch.Pointer, count);
            }
        }

        private void Write(T* elements, long start, int* order, int count)
        {
            for (var index = 0; index < count; index++)
            {
                values.As<T>()[start + index] = elements[order[index]];
                if (positions.ElementType == ElementType.Int16)
                {
                    ((short*)positions.Pointer)[start + index] = (short)order[index];
                }
                else
                {
                    ((int*)positions.Pointer)[start + index] = order[index];
                }
            }
        }

        private static void Sort(T* elements, int columns, int* heap, int count)
        {
            for (var index = 0; index < count; index++)
            {
                heap[index] = index;
            }

            for (var root = (count / 2) - 1; root >= 0; root--)
            {
                Sift(elements, heap, root, count);
            }

            for (var index = count; index < columns; index++)
            {
                if (ComesBefore(elements, index, heap[0]))
                {
                    heap[0] = index;
                    Sift(elements, heap, 0, count);
                }
            }

            for (var last = count - 1; last > 0; last--)
            {
                (heap[0], heap[last]) = (heap[last], heap[0]);
                Sift(elements, heap, 0, last);
            }
        }

        private static void Sift(T* elements, int* heap, int root, int count)
        {
            while ((2 * root) + 1 < count)
            {
                var child = (2 * root) + 1;
                if (child + 1 < count && ComesBefore(elements, heap[child], heap[child + 1]))
                {
                    child++;
                }

                if (!ComesBefore(elements, heap[root], heap[child]))
                {
                    return;
                }

                (heap[root], heap[child]) = (heap[child], heap[root]);
                root = child;
            }
        }

        private static bool ComesBefore(T* elements, int one, int other) =>
            elements[one] > elements[other] || (!(elements[one] < elements[other]) && one < other);
    }
}
