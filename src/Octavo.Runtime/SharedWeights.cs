using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>
/// Constants in memory and packed forms of them, each made once, for all interpreters of a model. A constant that is held or mapped
/// is pinned where it is; one that must be computed (dequantized, folded) is computed once and kept.
/// </summary>
internal sealed unsafe class SharedWeights : IDisposable
{
    private readonly ConcurrentDictionary<Constant, Lazy<nint>> constants = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<(Constant Constant, object Form), Lazy<object>> packed = new();
    private readonly ConcurrentBag<IDisposable> owned = [];
    private int computations;

    /// <summary>What constants in memory and packed forms hold.</summary>
    public MemoryBudget Budget { get; } = new(long.MaxValue);

    /// <summary>How often a constant was computed or packed; stays as it is once every step has what it needs.</summary>
    public int Computations => computations;

    /// <summary>First byte of a constant's elements; stays valid as long as this object.</summary>
    /// <exception cref="MemoryLimitException">It must be computed, and the budget of the calling thread is used up.</exception>
    public nint PointerOf(Constant constant) => ValueOf(constants, constant, () => Place(constant));

    /// <summary>A packed form of a constant.</summary>
    public T Packed<T>(Constant constant, PackedForm<T> form)
        where T : class => (T)ValueOf(packed, (constant, form), () => (object)Pack(constant, form));

    public void Dispose()
    {
        while (owned.TryTake(out var item))
        {
            item.Dispose();
        }
    }

    /// <summary>Makes a value once. One that could not be made is tried again: another interpreter may have more memory.</summary>
    private static TValue ValueOf<TKey, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TValue>(
        ConcurrentDictionary<TKey, Lazy<TValue>> values, TKey key, Func<TValue> make)
        where TKey : notnull
    {
        var value = values.GetOrAdd(key, static (_, own) => new Lazy<TValue>(own), make);
        try
        {
            return value.Value;
        }
        catch
        {
            values.TryRemove(KeyValuePair.Create(key, value));
            throw;
        }
    }

    private T Pack<T>(Constant constant, PackedForm<T> form)
        where T : class
    {
        using var sharing = MemoryBudget.EnterShared();
        Interlocked.Increment(ref computations);
        var result = form.Pack(constant.Evaluate());
        if (result is IDisposable disposable)
        {
            owned.Add(disposable);
        }

        return result;
    }

    private nint Place(Constant constant)
    {
        var bytes = constant.Evaluate().Bytes;
        if (constant.IsFree && !GuardPages.AreWanted)
        {
            var pin = bytes.Pin();
            if ((nuint)pin.Pointer % (nuint)Math.Max(1, constant.ElementType.BitsPerElement() / 8) == 0)
            {
                owned.Add(new Pinned(pin, bytes));
                return (nint)pin.Pointer;
            }

            pin.Dispose();
        }

        using var sharing = MemoryBudget.EnterShared();
        if (!constant.IsFree)
        {
            Interlocked.Increment(ref computations);
        }

        var memory = new AlignedMemory(bytes.Length);
        bytes.Span.CopyTo(new Span<byte>(memory.Pointer, bytes.Length));
        owned.Add(memory);
        return (nint)memory.Pointer;
    }

    /// <summary>A pin, with the memory that it keeps from being collected.</summary>
    private sealed class Pinned(MemoryHandle handle, ReadOnlyMemory<byte> bytes) : IDisposable
    {
        private MemoryHandle handle = handle;

        /// <summary>A pin of an array would keep it for ever.</summary>
        ~Pinned() => handle.Dispose();

        public ReadOnlyMemory<byte> Bytes { get; } = bytes;

        public void Dispose()
        {
            handle.Dispose();
            GC.SuppressFinalize(this);
        }
    }
}
