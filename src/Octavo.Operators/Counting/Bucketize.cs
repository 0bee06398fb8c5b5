using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The number of boundaries that are not above an element: int32, of the input's shape. Input: float32, float64, int32 or int64, integers
/// compared as float32. NaN is above all boundaries.
/// </summary>
/// <param name="Boundaries">Ascending.</param>
internal sealed record Bucketize(ValueList<float> Boundaries) : Operator, IShapeInference, IPlainIntegerKernel, IFloatKernel,
    ITFLiteCodec<Bucketize, BucketizeOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.BUCKETIZE;

    public static OperatorSignature Signature => new OperatorSignature().In("input", TypeSet.Numbers).Out("buckets", TypeSet.Integers);

    public override string Name => "BUCKETIZE";

    public static Bucketize Read(BucketizeOptions options) => new(new ValueList<float>(options.Boundaries ?? []));

    public BucketizeOptions Write() => new() { Boundaries = Boundaries.AsSpan().ToArray() };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        for (var index = 1; index < Boundaries.Count; index++)
        {
            if (!(Boundaries[index - 1] <= Boundaries[index]))
            {
                throw context.Mismatch("the boundaries do not ascend", "ascending numbers", Boundaries.ToString());
            }
        }

        return [new TypedShape(ElementType.Int32, context.Input(0).Shape)];
    }

    public KernelSupport SupportPlainInteger(OperandTypes operands) =>
        KernelSupport.When(operands.Input(0).ElementType is ElementType.Int32 or ElementType.Int64,
            $"{operands.Input(0).ElementType} elements");

    public KernelSupport SupportFloat(OperandTypes operands) =>
        KernelSupport.When(operands.Input(0).ElementType is ElementType.Float32 or ElementType.Float64,
            $"{operands.Input(0).ElementType} elements");

    public Step PreparePlainInteger(KernelContext context) => new BucketizeStep(Boundaries, context.Input(0), context.Output(0));

    public Step PrepareFloat(KernelContext context) => PreparePlainInteger(context);

    private sealed unsafe class BucketizeStep(ValueList<float> boundaries, Operand input, Operand output) : Step
    {
        public override void Run()
        {
            var target = output.As<int>();
            for (long index = 0; index < output.ElementCount; index++)
            {
                target[index] = Bucket(Element(index));
            }
        }

        private double Element(long index) => input.ElementType switch
        {
            ElementType.Float32 => input.Floats[index],
            ElementType.Float64 => input.As<double>()[index],
            ElementType.Int32 => (float)input.As<int>()[index],
            _ => (float)input.As<long>()[index],
        };

        private int Bucket(double element)
        {
            var bounds = boundaries.AsSpan();
            var low = 0;
            var high = bounds.Length;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (element < bounds[middle])
                {
                    high = middle;
                }
                else
                {
                    low = middle + 1;
                }
            }

            return low;
        }
    }
}
