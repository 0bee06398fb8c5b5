using System.Numerics;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Folds rows [rows, inner] into segments [segments, inner] by each row's number. Rows with a negative number are left out.
/// </summary>
internal sealed unsafe class SegmentStep<T, TFold>(KernelContext context) : Step
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
    where TFold : struct, ISegmentFold
{
    private readonly Operand input = context.Input(0);
    private readonly IndexOperand numbers = new(context.Input(1));
    private readonly Operand output = context.Output(0);
    private readonly string where = context.Node.Where;

    public override void Run()
    {
        output.Span<T>().Fill(TFold.Neutral<T>());
        long segments = output.Shape.Sizes[0];
        var inner = output.Shape.ElementCountBetween(1, output.Shape.Rank);
        for (long row = 0; row < numbers.Count; row++)
        {
            var number = numbers.Wide(row);
            if (number >= segments)
            {
                throw new OctavoException(ErrorKind.InvalidData, $"there is no segment {number}", where, $"segments below {segments}",
                    $"{number} in row {row}");
            }

            if (number < 0)
            {
                continue;
            }

            var from = input.As<T>() + (row * inner);
            var to = output.As<T>() + (number * inner);
            for (long index = 0; index < inner; index++)
            {
                to[index] = TFold.Fold(to[index], from[index]);
            }
        }
    }
}
