using System.Runtime.InteropServices;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// A value while it is being computed: current shape and memory. Memory is given after all steps are prepared and may move between
/// invocations, so steps keep the operand and ask it each time they run.
/// </summary>
internal sealed unsafe class Operand(Value value)
{
    private Shape shape = value.Shape;
    private ReadOnlyMemory<byte>[] strings = [];
    private readonly int bitsPerElement = value.ElementType.BitsPerElement();
    private byte* pointer;

    public Value Value { get; } = value;

    public ElementType ElementType => Value.ElementType;

    public AffineQuantization? Quantization => Value.Quantization;

    public bool IsConstant => Value.IsConstant;

    public Shape Shape
    {
        get => shape;
        set
        {
            shape = value;
            ElementCount = value.IsKnown ? value.ElementCount : 0;
        }
    }

    /// <summary>0 while the shape is not known.</summary>
    public long ElementCount { get; private set; } = value.Shape.IsKnown ? value.Shape.ElementCount : 0;

    public long SizeInBytes => ElementType.SizeInBytes(ElementCount);

    /// <summary>
    /// First byte of the elements, aligned to 64, or to 16 where the elements are mapped from a file; null before memory is given and for
    /// strings.
    /// </summary>
    public byte* Pointer
    {
        get
        {
            if (pointer is null && Materialize is { } materialize)
            {
                (var first, CapacityInBytes) = materialize();
                pointer = (byte*)first;
            }

            return pointer;
        }
    }

    /// <summary>How many bytes there are behind <see cref="Pointer"/>.</summary>
    public long CapacityInBytes { get; private set; }

    /// <summary>
    /// Puts a constant's elements into memory when they are first asked for, so that a constant that is only packed is never held twice.
    /// Gives the first byte and their number.
    /// </summary>
    public Func<(nint First, long ByteCount)>? Materialize { get; set; }

    /// <summary>Gives memory to an output whose size is only known when it runs; set by whoever owns the memory.</summary>
    public Action<Operand>? Grow { get; set; }

    /// <summary>The elements of a string operand, as many as its shape has; those that nobody set are empty.</summary>
    public ReadOnlyMemory<byte>[] Strings
    {
        get
        {
            if (ElementType == ElementType.String && strings.Length != ElementCount)
            {
                strings = new ReadOnlyMemory<byte>[ElementCount];
            }

            return strings;
        }

        set => strings = value;
    }

    /// <summary>What an operand of type Resource is the handle of; null before it is known, and for all other types.</summary>
    public Resource? Resource { get; set; }

    /// <inheritdoc cref="As{T}"/>
    public float* Floats => ElementType == ElementType.Float32 ? (float*)Pointer : throw ReadAs<float>();

    /// <summary>The elements as the type that a kernel reads or writes.</summary>
    /// <exception cref="OctavoException">
    /// Elements of this operand have another size: a form of the operator that the kernel does not know (kind UnsupportedOperator).
    /// </exception>
    public T* As<T>()
        where T : unmanaged => bitsPerElement == sizeof(T) * 8 ? (T*)Pointer : throw ReadAs<T>();

    /// <inheritdoc cref="As{T}"/>
    public Span<T> Span<T>()
        where T : unmanaged => new(As<T>(), CheckedSize.Narrow(ElementCount));

    public Span<byte> Bytes => new(Pointer, CheckedSize.Narrow(SizeInBytes));

    /// <summary>Gives the operand its memory.</summary>
    public void GiveMemory(byte* first, long byteCount)
    {
        pointer = first;
        CapacityInBytes = byteCount;
    }

    /// <summary>
    /// Refuses an operand whose elements do not lie in its memory: the last look before a kernel trusts shape and pointer.
    /// </summary>
    /// <exception cref="OctavoException">The shape is unknown or the memory too small: a fault of Octavo's own (kind Internal).</exception>
    public void RequireMemory(string where)
    {
        if (!ElementType.HasFixedSize() || (pointer is null && Materialize is not null))
        {
            return;
        }

        if (!shape.IsKnown || SizeInBytes > CapacityInBytes || (pointer is null && ElementCount != 0))
        {
            throw new OctavoException(
                ErrorKind.Internal, $"{Value} has less memory than its elements take", where,
                $"{(shape.IsKnown ? SizeInBytes : -1)} bytes for {shape}", $"{CapacityInBytes} bytes");
        }
    }

    /// <summary>Sets the shape of a data-dependent output, from inside a running step; memory is grown where it must be.</summary>
    public void Resize(Shape actual)
    {
        Shape = actual;
        if (Grow is { } grow)
        {
            grow(this);
        }
        else
        {
            RequireMemory(Value.Producer?.Where ?? "");
        }
    }

    /// <exception cref="OctavoException">The operand is the handle of nothing.</exception>
    public Resource RequireResource(string where) => Resource ?? throw new OctavoException(
        ErrorKind.MalformedModel, $"{Value} is the handle of no variable", where, "the output of VAR_HANDLE");

    /// <summary>Copies the elements out.</summary>
    /// <exception cref="OctavoException">There are none: a handle, or a shape that is not known yet (kind UnsupportedFeature).</exception>
    public Tensor ToTensor()
    {
        if (!Shape.IsKnown || !(ElementType == ElementType.String || ElementType.HasFixedSize()))
        {
            throw new OctavoException(ErrorKind.UnsupportedFeature, "the value has no elements that could be read", Value.Producer?.Where,
                "elements in a known shape", Value.ToString());
        }

        return ElementType == ElementType.String
            ? new Tensor(Shape, ImmutableCollectionsMarshal.AsImmutableArray(Strings.ToArray()))
            : new Tensor(ElementType, Shape, Bytes.ToArray());
    }

    private OctavoException ReadAs<T>()
        where T : unmanaged => new(
        ErrorKind.UnsupportedOperator, $"{Value} is read as {typeof(T).Name}",
            Value.Producer?.Where ?? (Value.Uses is [{ Node: var reader }, ..] ? reader.Where : null),
        $"elements of {sizeof(T) * 8} bits", ElementType.ToString());
}
