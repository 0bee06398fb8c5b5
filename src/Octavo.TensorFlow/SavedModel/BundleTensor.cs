using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>A tensor of a checkpoint, read when it is asked for.</summary>
internal sealed class BundleTensor
{
    private readonly Func<Tensor> read;

    internal BundleTensor(string key, ElementType elementType, Shape shape, Func<Tensor> read)
    {
        Key = key;
        ElementType = elementType;
        Shape = shape;
        this.read = read;
    }

    /// <summary>The name in the checkpoint.</summary>
    public string Key { get; }

    public ElementType ElementType { get; }

    public Shape Shape { get; }

    /// <summary>
    /// Reads the elements and compares their checksum. Numbers are not copied: the tensor is a view of the mapped file, valid until
    /// its <see cref="SavedModel"/> is disposed. Strings, 4-bit types and tensors stored in slices are copied.
    /// </summary>
    /// <exception cref="OctavoException">Integrity: the checksum differs. MalformedModel: the file is cut off.</exception>
    public Tensor Read() => read();
}
