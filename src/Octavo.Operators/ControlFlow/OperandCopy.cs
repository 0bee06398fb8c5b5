using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Copies values from graph to graph.</summary>
internal static class OperandCopy
{
    /// <summary>Gives the target the source's shape and elements; nothing where both are one memory already.</summary>
    public static unsafe void Copy(Operand source, Operand target)
    {
        if (target.Shape != source.Shape)
        {
            target.Resize(source.Shape);
        }

        if (!source.ElementType.HasFixedSize())
        {
            target.Strings = source.Strings;
            target.Resource = source.Resource;
        }
        else if (source.Pointer != target.Pointer)
        {
            Buffer.MemoryCopy(source.Pointer, target.Pointer, target.CapacityInBytes, source.SizeInBytes);
        }
    }
}
