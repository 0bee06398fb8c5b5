namespace Octavo.Operators;

/// <summary>
/// Moves between depth and space: [batch, height * block, width * block, depth] and [batch, height, width, block * block * depth], where
/// the channel index is (row in block, column in block, depth).
/// </summary>
internal sealed class DepthBlockStep(KernelContext context, int block, bool toDepth) : MovementStep(context)
{
    private readonly Operand input = context.Input(0);
    private readonly Operand output = context.Output(0);
    private readonly StridedCopy copy = new(6);

    protected override void Plan()
    {
        var small = (toDepth ? output : input).Shape.Sizes;
        long batch = small[0], height = small[1], width = small[2], depth = (toDepth ? input : output).Shape.Sizes[3];
        var row = width * block * depth;
        copy.Begin(0, 0);
        if (toDepth)
        {
            copy.Add(batch * height, block * row, block * row);
            copy.Add(width, block * depth, block * block * depth);
            copy.Add(block, row, block * depth);
            copy.Add(block * depth, 1, 1);
        }
        else
        {
            copy.Add(batch * height, block * row, block * row);
            copy.Add(block, block * depth, row);
            copy.Add(width, block * block * depth, block * depth);
            copy.Add(block * depth, 1, 1);
        }
    }

    protected override void Move() => copy.Run(input, output, Workers);
}
