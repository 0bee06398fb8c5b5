using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>A value that a loop's body only puts in another one's place; it is kept aside while the places are written.</summary>
internal sealed class LoopMove(Operand from, Operand to)
{
    private byte[] bytes = [];
    private ReadOnlyMemory<byte>[] strings = [];
    private Resource? resource;
    private Shape shape;

    public void Keep()
    {
        shape = from.Shape;
        if (!from.ElementType.HasFixedSize())
        {
            strings = from.Strings;
            resource = from.Resource;
            return;
        }

        if (bytes.Length < from.SizeInBytes)
        {
            bytes = new byte[from.SizeInBytes];
        }

        from.Bytes.CopyTo(bytes);
    }

    public void Place()
    {
        if (to.Shape != shape)
        {
            to.Resize(shape);
        }

        if (to.ElementType.HasFixedSize())
        {
            bytes.AsSpan(0, to.Bytes.Length).CopyTo(to.Bytes);
        }
        else
        {
            to.Strings = strings;
            to.Resource = resource;
        }
    }
}
