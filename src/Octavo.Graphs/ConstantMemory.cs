using System.Buffers;
using System.Runtime.InteropServices;

namespace Octavo.Graphs;

/// <summary>
/// What holds the bytes of a constant, and where in it they stand: constants of the same place are one, whatever their shapes.
/// </summary>
internal readonly record struct ConstantMemory(object Owner, int Start, int Length)
{
    /// <summary>Null where the elements are computed, or held by what has no identity.</summary>
    public static ConstantMemory? Of(Constant constant) =>
        constant.IsFree && constant.ElementType != ElementType.String ? Of(constant.Evaluate().Bytes) : null;

    private static ConstantMemory? Of(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array) && array.Array is not null
        ? new ConstantMemory(array.Array, array.Offset, array.Count)
        : MemoryMarshal.TryGetMemoryManager<byte, MemoryManager<byte>>(bytes, out var manager, out var start, out var length)
            ? new ConstantMemory(manager, start, length)
        : null;
}
