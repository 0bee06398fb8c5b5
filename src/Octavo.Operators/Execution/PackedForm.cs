using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The order in which a kernel reads a constant, and by its members all that decides the result beside the constant itself: sizes, scales
/// by value, other constants by identity. Equal forms of one constant are made once and shared by all interpreters of a model, which is why
/// a form packs from its own members alone.
/// </summary>
/// <typeparam name="T">What the kernel reads; disposed of with the model, where it can be.</typeparam>
internal abstract record PackedForm<T>
    where T : class
{
    /// <param name="constant">The elements of the constant that the form is one of.</param>
    public abstract T Pack(Tensor constant);
}
