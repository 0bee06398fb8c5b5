using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Moves between batch and space. For each position within a block there is one strided copy: in space it starts at that position (less the
/// padding or crop) and goes in steps of the block; in the batch it is a dense box.
/// </summary>
internal sealed class BatchBlockStep(KernelContext context, bool toBatch) : MovementStep(context, 1, 2)
{
    private readonly Operand input = context.Input(0);
    private readonly Operand output = context.Output(0);
    private readonly IndexOperand blocks = new(context.Input(1));
    private readonly IndexOperand margins = new(context.Input(2));
    private readonly StridedCopy copy = new(context.Input(0).Shape.Rank);
    private readonly int[] position = new int[context.Input(0).Shape.Rank];

    private Operand Space => toBatch ? input : output;

    private Operand Batch => toBatch ? output : input;

    /// <summary>Reads block shape and margins (paddings or crops), where they and the rank are known.</summary>
    /// <exception cref="OctavoException">They do not go with the data.</exception>
    public static bool KnowsBlocks(ShapeContext context, out int[] blocks, out int[] margins)
    {
        blocks = context.KnownIntegers(1) ?? [];
        margins = context.KnownIntegers(2) ?? [];
        var data = context.Input(0).Shape;
        if (context.ElementCount(1) is { } count)
        {
            context.RequireElements(2, 2 * count, "there are not two margins for each block");
            if (data.HasRank && count >= data.Rank)
            {
                throw context.Mismatch("there are more blocks than axes behind the batch", $"at most {data.Rank - 1}",
                    $"{count} for {data}");
            }
        }

        if (!data.HasRank || context.Known(1) is null || context.Known(2) is null)
        {
            return false;
        }

        return blocks.Length < data.Rank && margins.Length == 2 * blocks.Length && blocks.All(block => block > 0)
            && margins.All(margin => margin >= 0)
            ? true
            : throw context.Mismatch(
                "the blocks do not go with the tensor",
                "blocks of at least 1 for the axes behind the batch, two margins of at least 0 each",
                $"blocks [{string.Join(',', blocks)}], margins [{string.Join(',', margins)}] for {data}");
    }

    protected override void Plan()
    {
    }

    protected override void Move()
    {
        if (toBatch)
        {
            ElementFill.Fill(output,
                output.ElementType.BitsPerElement() <= 16 && output.Quantization is { } quantization ? (ulong)quantization.ZeroPoint : 0);
        }

        Array.Clear(position);
        var blockCount = 1;
        for (var axis = 0; axis < blocks.Count; axis++)
        {
            blockCount *= blocks[axis];
        }

        for (var index = 0; index < blockCount; index++)
        {
            CopyPosition(index);
            for (var axis = blocks.Count; axis > 0; axis--)
            {
                if (++position[axis] < blocks[axis - 1])
                {
                    break;
                }

                position[axis] = 0;
            }
        }
    }

    /// <summary>Copies what lies at one position within all blocks; <see cref="position"/> holds it for each axis.</summary>
    private void CopyPosition(int index)
    {
        var space = Space.Shape.Sizes;
        var batch = Batch.Shape.Sizes;
        long spaceStart = 0;
        long batchStart = index * space[0];
        for (var axis = 1; axis < space.Length; axis++)
        {
            var (first, _) = Range(axis, space, batch);
            spaceStart = (spaceStart * space[axis])
                + (axis <= blocks.Count ? position[axis] + ((long)first * blocks[axis - 1]) - margins[(2 * axis) - 2] : 0);
            batchStart = (batchStart * batch[axis]) + first;
        }

        copy.Begin(toBatch ? spaceStart : batchStart, toBatch ? batchStart : spaceStart);
        var spaceStride = Math.Max(1, Space.ElementCount);
        var batchStride = Math.Max(1, Batch.ElementCount);
        for (var axis = 0; axis < space.Length; axis++)
        {
            spaceStride /= Math.Max(1, space[axis]);
            batchStride /= Math.Max(1, batch[axis]);
            var stride = axis > 0 && axis <= blocks.Count ? spaceStride * blocks[axis - 1] : spaceStride;
            var size = axis == 0 ? space[0] : Range(axis, space, batch).Size;
            copy.Add(size, toBatch ? stride : batchStride, toBatch ? batchStride : stride);
        }

        copy.Run(input, output, Workers);
    }

    /// <summary>The positions of a batch axis whose place in space, block * i + position - margin, is inside.</summary>
    private (int First, int Size) Range(int axis, ReadOnlySpan<int> space, ReadOnlySpan<int> batch)
    {
        if (axis > blocks.Count)
        {
            return (0, batch[axis]);
        }

        var block = blocks[axis - 1];
        var offset = position[axis] - margins[(2 * axis) - 2];
        var first = offset >= 0 ? 0 : (-offset + block - 1) / block;
        var end = Math.Min(batch[axis], offset >= space[axis] ? 0 : (space[axis] - offset + block - 1) / block);
        return (first, Math.Max(0, end - first));
    }
}
