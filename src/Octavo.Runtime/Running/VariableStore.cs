using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>
/// The memory of variable values (recurrent state), which keeps its elements between invocations and over re-planning. What a plan in the
/// making gives another shape comes back where the plan fails.
/// </summary>
/// <param name="kept">Which variables live on from one invocation to the next; null for all of them.</param>
internal sealed unsafe class VariableStore(KeptStateNames? kept) : IDisposable
{
    private readonly Dictionary<Value, (Shape Shape, AlignedMemory Memory)> replaced = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, (Shape Shape, AlignedMemory Memory)> memory = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gives a variable its memory in its present shape; zeros where it is new or had another shape before.</summary>
    /// <exception cref="OctavoException">The shape is not known.</exception>
    public void GiveTo(Operand operand)
    {
        var memory = MemoryOf(operand.Value, operand.Shape);
        operand.GiveMemory(memory.Pointer, memory.ByteCount);
    }

    /// <summary>Sets all variables to zero, as they are in a fresh interpreter.</summary>
    public void Reset()
    {
        foreach (var (value, own) in memory)
        {
            Clear(value, own.Memory);
        }
    }

    /// <summary>Sets the variables to zero that the model does not mean to keep. Allocates nothing.</summary>
    public void StartAnew()
    {
        Commit();
        if (kept is null)
        {
            return;
        }

        foreach (var (value, own) in memory)
        {
            if (!kept.Contains(value.Name))
            {
                Clear(value, own.Memory);
            }
        }
    }

    /// <summary>Frees what had other shapes before.</summary>
    public void Commit()
    {
        foreach (var own in replaced.Values)
        {
            own.Memory.Dispose();
        }

        replaced.Clear();
    }

    /// <summary>Goes back to the shapes and elements of before the last <see cref="Commit"/>.</summary>
    public void Restore()
    {
        foreach (var (value, own) in replaced)
        {
            memory[value].Memory.Dispose();
            memory[value] = own;
        }

        replaced.Clear();
    }

    public void Dispose()
    {
        Commit();
        foreach (var own in memory.Values)
        {
            own.Memory.Dispose();
        }

        memory.Clear();
    }

    private AlignedMemory MemoryOf(Value value, Shape shape)
    {
        if (!shape.IsKnown)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "a variable has no fixed shape", value.ToString(), "all sizes known");
        }

        if (memory.TryGetValue(value, out var own) && own.Shape == shape)
        {
            return own.Memory;
        }

        var fresh = new AlignedMemory(value.ElementType.SizeInBytes(shape.ElementCount));
        if (own.Memory is not null && !replaced.TryAdd(value, own))
        {
            own.Memory.Dispose();
        }

        memory[value] = (shape, fresh);
        Clear(value, fresh);
        return fresh;
    }

    /// <summary>A variable of Int8 starts from its zero point, every other one from bytes of 0, as LiteRT's do.</summary>
    private static void Clear(Value value, AlignedMemory own) => new Span<byte>(own.Pointer, checked((int)own.ByteCount))
        .Fill(value is { ElementType: ElementType.Int8, Quantization: { } quantization } ? (byte)quantization.ZeroPoint : (byte)0);
}
