using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// A step whose work follows from shapes and from the elements of a few small operands (axes, sizes, positions). It is planned once where
/// these are constants, and otherwise again in each run, into memory that the step holds.
/// </summary>
internal abstract unsafe class MovementStep : Step
{
    private readonly Operand[] outputs;
    private readonly bool keepsPlan;
    private bool isPlanned;

    /// <param name="planInputs">Indices of the inputs whose elements the plan depends on.</param>
    protected MovementStep(KernelContext context, params ReadOnlySpan<int> planInputs)
    {
        Where = context.Node.Where;
        Workers = context.Workers;
        outputs = [.. context.Node.Outputs.Select((_, index) => context.Output(index))];
        keepsPlan = true;
        foreach (var index in planInputs)
        {
            keepsPlan &= context.Node.OptionalInput(index) is null or { IsConstant: true };
        }
    }

    /// <summary>How errors name the node.</summary>
    protected string Where { get; }

    protected WorkerPool Workers { get; }

    public sealed override void Run()
    {
        if (!isPlanned || !keepsPlan)
        {
            Plan();
            isPlanned = true;
        }

        foreach (var output in outputs)
        {
            Ready(output);
        }

        Move();
    }

    /// <summary>Works out strides, offsets and runs from the operands as they are now. Allocates nothing.</summary>
    protected abstract void Plan();

    /// <summary>Does what was planned.</summary>
    protected abstract void Move();

    /// <summary>Gives strings an array, and sets the bits behind the last packed element to 0, whatever the memory held before.</summary>
    private static void Ready(Operand output)
    {
        ElementFill.Ready(output);
        var bits = output.ElementType.BitsPerElement();
        var used = bits is > 0 and < 8 ? (int)(output.ElementCount * bits % 8) : 0;
        if (used != 0)
        {
            output.Bytes[^1] &= (byte)((1 << used) - 1);
        }
    }
}
