using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>A tensor that lives from one invocation to the next, in the shape and memory of what was assigned last.</summary>
internal abstract unsafe class Resource
{
    public abstract ResourceName Name { get; }

    /// <summary>Whether it holds a tensor; what follows is valid only then.</summary>
    public abstract bool IsAssigned { get; }

    public abstract ElementType ElementType { get; }

    public abstract Shape Shape { get; }

    /// <summary>First byte of the elements; null for strings.</summary>
    public abstract byte* Pointer { get; }

    /// <summary>The elements of a string tensor.</summary>
    public abstract ReadOnlyMemory<byte>[] Strings { get; }

    /// <summary>Copies a tensor in. Allocates nothing where it needs no more memory than the largest before.</summary>
    public abstract void Assign(Operand value);
}
