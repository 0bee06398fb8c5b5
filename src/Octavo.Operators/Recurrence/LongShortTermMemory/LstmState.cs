using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// A state [batch, width] of a cell while it walks a sequence: a variable, which lives on, or a copy of a value that each run starts from.
/// </summary>
internal sealed unsafe class LstmState
{
    private readonly Operand given;
    private readonly ScratchMemory? own;

    /// <param name="input">Index of the state.</param>
    /// <exception cref="OctavoException">A value does not fit the batch (kind Shape).</exception>
    public LstmState(KernelContext context, int input, int batch, int width)
    {
        given = context.Input(input);
        Count = checked(batch * width);
        if (!given.Value.IsVariable)
        {
            own = context.Scratch((long)Count * sizeof(float));
            if (given.Shape != new Shape(batch, width))
            {
                throw new OctavoException(
                    ErrorKind.Shape, "the state does not fit the batch", context.Node.Where, $"[{batch},{width}]", $"{given.Shape}",
                    "Run the model with the batch that it was made for.");
            }
        }
    }

    /// <summary>Elements.</summary>
    public int Count { get; }

    public float* Floats => own is null ? given.Floats : own.Floats;

    /// <param name="target">[batch, width]; null for none.</param>
    public void CopyTo(Operand? target)
    {
        if (target is not null)
        {
            new ReadOnlySpan<float>(Floats, Count).CopyTo(target.Span<float>());
        }
    }

    /// <summary>Before the first step.</summary>
    public void Start()
    {
        if (own is not null)
        {
            new ReadOnlySpan<float>(given.Floats, Count).CopyTo(new Span<float>(own.Floats, Count));
        }
    }
}
