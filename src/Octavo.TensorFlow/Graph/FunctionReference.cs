using Octavo.TensorFlow.Messages;

namespace Octavo.TensorFlow;

/// <summary>A function of the library, as a node's attribute names it, with the attributes that it is instantiated with.</summary>
internal sealed class FunctionReference
{
    internal FunctionReference(NameAttrList message) => Message = message;

    public string Name => Message.Name;

    internal NameAttrList Message { get; }

    public override string ToString() => Name;
}
