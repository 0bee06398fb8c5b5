using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>The memory of variable values (recurrent state), which keeps its elements between invocations and over re-planning.</summary>
internal sealed unsafe class VariableStore : IDisposable
{
    private readonly Dictionary<Value, AlignedMemory> memory = new(ReferenceEqualityComparer.Instance);

    /// <exception cref="OctavoException">The variable's shape is not known.</exception>
    public byte* PointerOf(Value value)
    {
        if (!memory.TryGetValue(value, out var own))
        {
            if (!value.Shape.IsKnown)
            {
                throw new OctavoException(ErrorKind.MalformedModel, "a variable has no fixed shape", value.ToString(), "all sizes known");
            }

            own = new AlignedMemory(value.ElementType.SizeInBytes(value.Shape.ElementCount));
            memory.Add(value, own);
        }

        return own.Pointer;
    }

    /// <summary>Sets all variables to zero, as they are in a fresh interpreter.</summary>
    public void Reset()
    {
        foreach (var (value, own) in memory)
        {
            // A quantized variable's zero is its zero point.
            new Span<byte>(own.Pointer, checked((int)own.ByteCount)).Fill(value.Quantization is { } quantization && value.ElementType.BitsPerElement() == 8 ? (byte)quantization.ZeroPoint : (byte)0);
        }
    }

    public void Dispose()
    {
        foreach (var own in memory.Values)
        {
            own.Dispose();
        }

        memory.Clear();
    }
}
