using System.Collections.Immutable;
using System.Numerics;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The different elements of a vector in order of first appearance, and for each element its place among them. Input: numbers [count].
/// Zeros of both signs are equal, and so are all NaNs. Outputs: elements [different]; places [count].
/// </summary>
/// <param name="IndexType">Int32 or Int64.</param>
internal sealed record Unique(ElementType IndexType = ElementType.Int32)
    : Operator, IShapeInference, IPlainIntegerKernel, IFloatKernel, IQuantizable, ITFLiteCodec<Unique, UniqueOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.UNIQUE;

    public static OperatorSignature Signature =>
        new OperatorSignature().In("input", TypeSet.Comparables).Out("values", TypeSet.Comparables).Out("positions", TypeSet.Integers);

    public override string Name => "UNIQUE";

    QuantizationContract IQuantizable.Contract => new()
    {
        Activations = ContractForms.All,
        Inputs = [OperandContract.Activation],
        Outputs = [OperandContract.SameAsInput(0), OperandContract.Untouched],
    };

    public static Unique Read(UniqueOptions options) => new(options.IdxOutType.ToElementType());

    public UniqueOptions Write() => new() { IdxOutType = IndexType.ToSchema() };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        return !data.Shape.HasRank || data.Shape.Rank == 1
            ? [new TypedShape(data.ElementType, AxisRules.OfRank(1)),
                new TypedShape(IndexType, data.Shape.HasRank ? data.Shape : AxisRules.OfRank(1))]
            : throw context.Mismatch("only a vector has an order of appearance", "one axis", data.Shape.ToString());
    }

    public KernelSupport SupportPlainInteger(OperandTypes operands) => Support(operands, false);

    public KernelSupport SupportFloat(OperandTypes operands) => Support(operands, true);

    public Step PreparePlainInteger(KernelContext context) => NumericTypes.Make(context.Input(0).ElementType, new Maker(context));

    public Step PrepareFloat(KernelContext context) => PreparePlainInteger(context);

    private static KernelSupport Support(OperandTypes operands, bool floating)
    {
        var type = operands.Input(0).ElementType;
        return KernelSupport.When(NumericTypes.Includes(type) && type.IsFloatingPoint() == floating, $"{type} elements")
            .And(KernelSupport.When(operands.Outputs[1].ElementType is ElementType.Int32 or ElementType.Int64,
                $"places as {operands.Outputs[1].ElementType}"));
    }

    private readonly struct Maker(KernelContext context) : INumericStepMaker
    {
        public Step Make<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new UniqueStep<T>(context);
    }

    /// <summary>Scratch: the positions of first appearance, then a hash table of places + 1, open addressing, at most half full.</summary>
    private sealed unsafe class UniqueStep<T>(KernelContext context) : Step
        where T : unmanaged, INumber<T>
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand different = context.Output(0);
        private readonly Operand places = context.Output(1);
        private readonly int slots = checked((int)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(8, context.Input(0).ElementCount * 2)));
        private readonly ScratchMemory scratch = context.Scratch(
            ((long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(8, context.Input(0).ElementCount * 2))
                + context.Input(0).ElementCount) * 4);

        public override void Run()
        {
            var table = new Span<int>(scratch.Pointer, slots);
            var firsts = (int*)scratch.Pointer + slots;
            var elements = input.As<T>();
            var count = 0;
            table.Clear();
            places.Resize(input.Shape);
            for (var index = 0; index < (int)input.ElementCount; index++)
            {
                var slot = (int)(((uint)elements[index].GetHashCode() * 2654435769u) >> 7) & (slots - 1);
                while (table[slot] != 0 && !AreEqual(elements[firsts[table[slot] - 1]], elements[index]))
                {
                    slot = (slot + 1) & (slots - 1);
                }

                if (table[slot] == 0)
                {
                    firsts[count++] = index;
                    table[slot] = count;
                }

                SetPlace(index, table[slot] - 1);
            }

            different.Resize(different.Shape.IsKnown && different.Shape[0] == count ? different.Shape : new Shape(count));
            for (var index = 0; index < count; index++)
            {
                different.As<T>()[index] = elements[firsts[index]];
            }
        }

        private static bool AreEqual(T one, T other) => one == other || (T.IsNaN(one) && T.IsNaN(other));

        private void SetPlace(long index, int place)
        {
            if (places.ElementType == ElementType.Int32)
            {
                places.As<int>()[index] = place;
            }
            else
            {
                places.As<long>()[index] = place;
            }
        }
    }
}
