using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Takes every stride-th position of each axis from begin up to end, as Python's slices do. Inputs: data of any type; begin, end and
/// strides, int32, one element for each axis or fewer. Bit i of each mask speaks of element i of these.
/// </summary>
/// <param name="BeginMask">Begin is the first position in the direction of the stride.</param>
/// <param name="EndMask">End is behind the last position in the direction of the stride.</param>
/// <param name="EllipsisMask">At most one bit: this element stands for as many whole axes as are left.</param>
/// <param name="NewAxisMask">This element adds an axis of size 1.</param>
/// <param name="ShrinkAxisMask">Only position begin is taken, and the axis left out.</param>
/// <param name="EndIsOffset">End counts from begin.</param>
internal sealed partial record StridedSlice(
    int BeginMask = 0, int EndMask = 0, int EllipsisMask = 0, int NewAxisMask = 0, int ShrinkAxisMask = 0, bool EndIsOffset = false)
    : Operator, IShapeInference, IAxisMap, IMovableAxes, IMovementKernel, IQuantizable, ITFLiteCodec<StridedSlice, StridedSliceOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.STRIDED_SLICE;

    public static OperatorSignature Signature => OperatorSignature.Movement(8, "begin", "end", "strides");

    public override string Name => "STRIDED_SLICE";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All, inputs: 4);

    public static StridedSlice Read(StridedSliceOptions options) =>
        new(options.BeginMask, options.EndMask, options.EllipsisMask, options.NewAxisMask, options.ShrinkAxisMask, options.Offset);

    public StridedSliceOptions Write() => new()
    {
        BeginMask = BeginMask, EndMask = EndMask, EllipsisMask = EllipsisMask, NewAxisMask = NewAxisMask, ShrinkAxisMask = ShrinkAxisMask,
            Offset = EndIsOffset,
    };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        var begin = context.KnownIntegers(1);
        var end = context.KnownIntegers(2);
        var strides = context.KnownIntegers(3);
        var count = begin?.Length ?? end?.Length ?? strides?.Length
            ?? (context.Input(1).Shape.IsKnown ? (int?)context.Input(1).Shape.ElementCount : null);
        if (!data.Shape.HasRank || count is not { } elements)
        {
            return [new TypedShape(data.ElementType, Shape.Unknown)];
        }

        if ((begin?.Length ?? elements) != elements || (end?.Length ?? elements) != elements || (strides?.Length ?? elements) != elements)
        {
            throw context.Mismatch("begin, end and strides have different lengths", $"{elements} elements each",
                $"{begin?.Length}, {end?.Length}, {strides?.Length}");
        }

        context.RequireElements(1, elements, "begin has another length than end and strides");
        context.RequireElements(2, elements, "end has another length than begin and strides");
        context.RequireElements(3, elements, "strides have another length than begin and end");
        var sizes = new List<int>();
        foreach (var (element, axis) in Walk(context, elements, data.Shape.Rank))
        {
            if (axis < 0)
            {
                sizes.Add(1);
            }
            else if (element < 0)
            {
                sizes.Add(data.Shape[axis]);
            }
            else if (!Has(ShrinkAxisMask, element))
            {
                sizes.Add(SizeOf(context, data.Shape[axis], element, begin?[element], end?[element], strides?[element]));
            }
            else if (strides?[element] <= 0)
            {
                throw context.Mismatch("an axis that is left out has a stride that does not go forward", "a stride of at least 1",
                    $"{strides[element]}");
            }
        }

        return [new TypedShape(data.ElementType, new Shape([.. sizes]))];
    }

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new StridedSliceStep(this, context);

    private static bool Has(int mask, int element) => element < 32 && ((mask >> element) & 1) != 0;

    /// <summary>
    /// What each output axis comes from, in order: an element (-1 for a whole axis) and an input axis (-1 for a new one).
    /// </summary>
    private List<(int Element, int Axis)> Walk(ShapeContext context, int elements, int rank)
    {
        var pairs = new List<(int, int)>();
        var axis = 0;
        var sawEllipsis = false;
        for (var element = 0; element < elements; element++)
        {
            if (Has(EllipsisMask, element))
            {
                var behind = Enumerable.Range(element + 1, elements - element - 1).Count(next => !Has(NewAxisMask, next));
                for (; axis < rank - behind; axis++)
                {
                    pairs.Add((-1, axis));
                }

                sawEllipsis =
                    sawEllipsis ? throw context.Mismatch("there is more than one ellipsis", "at most one", $"mask {EllipsisMask}") : true;
            }
            else if (Has(NewAxisMask, element))
            {
                pairs.Add((element, -1));
            }
            else if (axis == rank)
            {
                throw context.Mismatch("the slice names more axes than there are", $"at most {rank}", $"{elements} elements");
            }
            else
            {
                pairs.Add((element, axis++));
            }
        }

        for (; axis < rank; axis++)
        {
            pairs.Add((-1, axis));
        }

        return pairs;
    }

    private int SizeOf(ShapeContext context, int whole, int element, int? begin, int? end, int? stride)
    {
        if (stride == 0)
        {
            throw context.Mismatch("a stride is 0", "any other stride", $"element {element}");
        }

        var isWhole = Has(BeginMask, element) && Has(EndMask, element);
        if (stride is null || whole < 0
            || (!isWhole && ((begin is null && !Has(BeginMask, element)) || (end is null && !Has(EndMask, element)))))
        {
            return isWhole && stride is 1 or -1 ? whole : Shape.UnknownSize;
        }

        return Resolve(whole, element, begin ?? 0, end ?? 0, stride.Value).Size;
    }

    /// <summary>First position and number of positions along one axis. Begin and end are clamped to the axis.</summary>
    private (int First, int Size) Resolve(int whole, int element, int begin, int end, int stride)
    {
        var lowest = stride > 0 ? 0 : -1;
        var highest = stride > 0 ? whole : whole - 1;
        var first = Has(BeginMask, element) ? (stride > 0 ? lowest : highest)
            : (int)Math.Clamp(begin < 0 ? (long)begin + whole : begin, lowest, highest);
        var wantedEnd = EndIsOffset ? (long)first + end : end < 0 ? (long)end + whole : end;
        var last = Has(EndMask, element) ? (stride > 0 ? highest : lowest) : (int)Math.Clamp(wantedEnd, lowest, highest);
        var distance = (long)last - first;
        return (first, distance == 0 || (distance < 0) != (stride < 0) ? 0 : (int)((distance + stride - Math.Sign(stride)) / stride));
    }
}
