using Octavo.Kernels;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>A resource in memory of its own, which grows and is kept.</summary>
internal sealed unsafe class StoredResource(ResourceName name) : Resource, IDisposable
{
    private AlignedMemory? memory;
    private bool isAssigned;
    private ElementType elementType;
    private Shape shape;
    private Shape? plannedShape;
    private ReadOnlyMemory<byte>[] strings = [];

    public override ResourceName Name => name;

    public override bool IsAssigned => isAssigned;

    public override ElementType ElementType => elementType;

    public override Shape Shape => shape;

    public override byte* Pointer => memory is null ? null : memory.Pointer;

    public override ReadOnlyMemory<byte>[] Strings => strings;

    /// <summary>Whether tensors of several shapes are assigned, so that the shape is known only when it is read.</summary>
    public bool HasChangingShape { get; private set; }

    /// <summary>A plan reads or assigns a tensor of this shape; unknown where only a run says.</summary>
    public void Expect(Shape planned)
    {
        HasChangingShape |= !planned.IsKnown || (plannedShape is { } former && former != planned);
        plannedShape ??= planned;
    }

    public override void Assign(Operand value)
    {
        var size = value.ElementType.HasFixedSize() ? value.SizeInBytes : 0;
        isAssigned = false;
        if (memory is null || memory.ByteCount < size)
        {
            var grown = memory is null ? size : size + (size / 2);
            memory?.Dispose();
            memory = null;
            memory = new AlignedMemory(Math.Max(grown, 1));
        }

        (elementType, shape, isAssigned) = (value.ElementType, value.Shape, true);
        strings = value.Strings;
        Buffer.MemoryCopy(value.Pointer, memory.Pointer, memory.ByteCount, size);
    }

    public void Forget() => isAssigned = false;

    public void Dispose()
    {
        memory?.Dispose();
        memory = null;
    }
}
