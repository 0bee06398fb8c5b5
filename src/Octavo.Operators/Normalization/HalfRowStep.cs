using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>Does each row of float16 in float32, and rounds the result.</summary>
internal sealed unsafe class HalfRowStep<TRow>(KernelContext context, TRow row) : Step
    where TRow : struct, IRowFunction
{
    private readonly Operand input = context.Input(0);
    private readonly Operand output = context.Output(0);
    private readonly KernelMode mode = context.Mode;
    private readonly long count = context.Input(0).Shape.Rank == 0 ? 1 : context.Input(0).Shape[-1];
    private readonly ScratchMemory scratch =
        context.Scratch(2 * sizeof(float) * (context.Input(0).Shape.Rank == 0 ? 1L : context.Input(0).Shape[-1]));

    public override void Run()
    {
        var wide = scratch.Floats;
        var result = wide + count;
        for (long first = 0; first < output.ElementCount; first += count)
        {
            for (long i = 0; i < count; i++)
            {
                wide[i] = (float)input.As<Half>()[first + i];
            }

            row.Run(wide, result, count, mode);
            for (long i = 0; i < count; i++)
            {
                output.As<Half>()[first + i] = (Half)result[i];
            }
        }
    }
}
