using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Copies the picked slices of elements of any type.</summary>
internal sealed unsafe class GatherStep(GatherShape shape, KernelContext context) : MovementStep(context)
{
    private readonly StridedCopy copy = new(1);

    protected override void Plan()
    {
    }

    protected override void Move()
    {
        var bits = shape.Table.ElementType.BitsPerElement();
        var sliceBits = shape.Inner * bits;
        for (long batch = 0; batch < shape.Batch; batch++)
        {
            for (long outer = 0; outer < shape.Outer; outer++)
            {
                var block = (batch * shape.Outer) + outer;
                if (bits == 0 || sliceBits % 8 != 0)
                {
                    PickElements(batch, block);
                }
                else if (sliceBits == 32)
                {
                    PickSingles(batch, block);
                }
                else
                {
                    PickSlices(batch, block, sliceBits / 8);
                }
            }
        }
    }

    private void PickSlices(long batch, long block, long bytes)
    {
        var source = shape.Table.Pointer + (block * shape.Size * bytes);
        var target = shape.Output.Pointer + (block * shape.Positions * bytes);
        for (long position = 0; position < shape.Positions; position++)
        {
            Buffer.MemoryCopy(source + (shape.Index(batch, position) * bytes), target, bytes, bytes);
            target += bytes;
        }
    }

    private void PickSingles(long batch, long block)
    {
        var source = (uint*)shape.Table.Pointer + (block * shape.Size);
        var target = (uint*)shape.Output.Pointer + (block * shape.Positions);
        for (long position = 0; position < shape.Positions; position++)
        {
            target[position] = source[shape.Index(batch, position)];
        }
    }

    private void PickElements(long batch, long block)
    {
        for (long position = 0; position < shape.Positions; position++)
        {
            copy.Begin(((block * shape.Size) + shape.Index(batch, position)) * shape.Inner,
                ((block * shape.Positions) + position) * shape.Inner);
            copy.Add(shape.Inner, 1, 1);
            copy.Run(shape.Table, shape.Output);
        }
    }
}
