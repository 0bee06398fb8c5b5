namespace Octavo.TensorFlow;

/// <summary>One input or output argument of an operation; it stands for several tensors where an attribute counts or lists them.</summary>
/// <param name="Name">As the operation's definition calls it.</param>
/// <param name="Type">The fixed type's name; null where an attribute gives it.</param>
/// <param name="TypeAttribute">The attribute that gives the type.</param>
/// <param name="TypeListAttribute">The attribute that lists the types of several tensors.</param>
/// <param name="CountAttribute">The attribute that counts tensors of one type.</param>
internal sealed record ArgumentSignature(string Name, string? Type, string? TypeAttribute, string? TypeListAttribute,
    string? CountAttribute)
{
    /// <summary>How many tensors the argument stands for at a node with these attributes.</summary>
    public int Count(NodeAttributes attributes) =>
        TypeListAttribute is not null ? attributes.ListLength(TypeListAttribute)
        : CountAttribute is not null ? attributes.PortCount(CountAttribute)
        : 1;
}
