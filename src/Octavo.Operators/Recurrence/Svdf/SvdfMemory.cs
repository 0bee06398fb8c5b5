using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// What the filters of <see cref="Svdf"/> remember, and the float half of a step: each filter forgets its oldest value, takes the new one
/// and weighs all of them (<see cref="FilterMemory"/>); filters of a rank are summed, then the bias is added. Formula: docs/numerics.md,
/// "SVDF".
/// </summary>
internal sealed unsafe class SvdfMemory
{
    private readonly int batch;
    private readonly int rank;
    private readonly KernelMode mode;
    private readonly Operand? bias;
    private readonly Operand state;
    private readonly Operand output;
    private readonly SvdfTimeWeights timeWeights;

    /// <exception cref="OctavoException">The state's shape is not [batch, filters x memory].</exception>
    public SvdfMemory(KernelContext context, Svdf @operator)
    {
        batch = context.Input(0).Shape[0];
        rank = @operator.Rank;
        mode = context.Mode;
        (Filters, Memory) = (context.Input(2).Shape[0], context.Input(2).Shape[1]);
        bias = context.OptionalInput(3);
        state = context.Input(4);
        output = context.Output(0);
        timeWeights = new SvdfTimeWeights(context);
        CheckState(context);
    }

    public int Filters { get; }

    /// <summary>Values that each filter remembers, at least 1.</summary>
    public int Memory { get; }

    /// <exception cref="OctavoException">The state's shape is not [batch, filters x memory].</exception>
    public static void CheckState(KernelContext context)
    {
        var (times, found) = (context.Input(2).Shape, context.Input(4).Shape);
        var expected = new Shape(context.Input(0).Shape[0], checked(times[0] * times[1]));
        if (found != expected || times[1] == 0)
        {
            throw new OctavoException(
                ErrorKind.Shape, $"the state does not hold {times[1]} values of each of {times[0]} filters", context.Node.Where,
                $"{expected}, a memory of 1 or more", $"{found}",
                "Run the model with the batch that it was made for.");
        }
    }

    /// <summary>One step of time.</summary>
    /// <param name="projections">The new value of each filter [batch, filters].</param>
    public void Run(float* projections)
    {
        fixed (float* dequantized = timeWeights.Dequantized)
        {
            var times = dequantized == null ? timeWeights.Floats : dequantized;
            var values = state.Floats;
            var target = output.Floats;
            var units = Filters / rank;
            for (var unit = 0L; unit < (long)batch * units; unit++)
            {
                var sum = 0f;
                for (var filter = unit % units * rank; filter < ((unit % units) + 1) * rank; filter++)
                {
                    sum += FilterMemory.Remember(values, *projections++, times + (filter * Memory), Memory, mode);
                    values += Memory;
                }

                target[unit] = bias is null ? sum : sum + bias.Floats[unit % units];
            }
        }
    }
}
