using System.Runtime.InteropServices;
using System.Text;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo;

/// <summary>Inputs and outputs as elements, in place or copied.</summary>
public sealed partial class Interpreter
{
    /// <summary>
    /// The elements of an input, to be written before <see cref="Invoke()"/>. Valid until the next resize, and while the interpreter is in
    /// use: a span keeps nothing alive.
    /// </summary>
    /// <exception cref="OctavoException">There is no such input, or <typeparamref name="T"/> is not its type (kind Usage).</exception>
    public Span<T> InputSpan<T>(int index)
        where T : unmanaged
    {
        using var use = Enter();
        var value = InputValue(index);
        RequireType<T>(value, InputNames[index]);
        return Ready()[value].Span<T>();
    }

    /// <inheritdoc cref="InputSpan{T}(int)"/>
    public Span<T> InputSpan<T>(string name)
        where T : unmanaged => InputSpan<T>(IndexOfInput(name));

    /// <summary>
    /// The elements of an output, as the last <see cref="Invoke()"/> left them. Valid until the next invocation or resize, and while the
    /// interpreter is in use.
    /// </summary>
    /// <exception cref="OctavoException">
    /// There is no such output, <typeparamref name="T"/> is not its type, or nothing was computed yet for the present shapes (kind Usage).
    /// </exception>
    public ReadOnlySpan<T> OutputSpan<T>(int index)
        where T : unmanaged
    {
        using var use = Enter();
        var value = OutputValue(index);
        RequireType<T>(value, OutputNames[index]);
        return Computed(index)[value].Span<T>();
    }

    /// <inheritdoc cref="OutputSpan{T}(int)"/>
    public ReadOnlySpan<T> OutputSpan<T>(string name)
        where T : unmanaged => OutputSpan<T>(IndexOfOutput(name));

    /// <summary>Copies elements into an input of the present shape.</summary>
    /// <exception cref="OctavoException">
    /// There is no such input, or it has another type (kind Usage) or number of elements (kind InvalidData).
    /// </exception>
    public void SetInput<T>(int index, ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        using var use = Enter();
        RequireType<T>(InputValue(index), InputNames[index]);
        RequireCount(elements.Length, inputShapes[index], InputNames[index]);
        elements.CopyTo(InputSpan<T>(index));
    }

    /// <inheritdoc cref="SetInput{T}(int, ReadOnlySpan{T})"/>
    public void SetInput<T>(string name, ReadOnlySpan<T> elements)
        where T : unmanaged => SetInput(IndexOfInput(name), elements);

    /// <summary>
    /// Gives an input a shape, as <see cref="ResizeInput(int, Shape)"/> does, and copies its elements. They wait for the next use where the
    /// shape is another one than before; where that use finds that shapes do not fit, they are lost with the shape.
    /// </summary>
    /// <exception cref="OctavoException">
    /// There is no such input, it has another type, or the shape is not fully known (kind Usage); it needs another number of elements (kind
    /// InvalidData), or more memory than there is (kind OutOfMemory).
    /// </exception>
    public void SetInput<T>(int index, ReadOnlySpan<T> elements, Shape shape)
        where T : unmanaged
    {
        using var use = Enter();
        var value = InputValue(index);
        RequireType<T>(value, InputNames[index]);
        RequireKnown(shape, InputNames[index]);
        RequireCount(elements.Length, shape, InputNames[index]);
        Set(index, new Tensor(value.ElementType, shape, MemoryMarshal.AsBytes(elements).ToArray()));
    }

    /// <inheritdoc cref="SetInput{T}(int, ReadOnlySpan{T}, Shape)"/>
    public void SetInput<T>(string name, ReadOnlySpan<T> elements, Shape shape)
        where T : unmanaged => SetInput(IndexOfInput(name), elements, shape);

    /// <summary>
    /// Gives an input the shape of a tensor, as <see cref="ResizeInput(int, Shape)"/> does where it is another one, and its elements; the
    /// tensor must stay as it is until the next use.
    /// </summary>
    /// <exception cref="OctavoException">
    /// There is no such input (kind Usage), its element type differs (kind InvalidData), or it needs more memory than there is (kind
    /// OutOfMemory).
    /// </exception>
    public void SetInput(int index, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var use = Enter();
        var value = InputValue(index);
        if (tensor.ElementType != value.ElementType)
        {
            throw new OctavoException(ErrorKind.InvalidData, "the input has another element type", InputNames[index],
                value.ElementType.ToString(), tensor.ElementType.ToString());
        }

        Set(index, tensor);
    }

    /// <summary>Gives an input of strings its elements, in UTF-8.</summary>
    /// <param name="shape">Null for the present shape.</param>
    /// <exception cref="OctavoException">
    /// There is no such input, it holds no strings (kind Usage), or another number of them (kind InvalidData).
    /// </exception>
    public void SetStrings(int index, IReadOnlyList<string> elements, Shape? shape = null)
    {
        ArgumentNullException.ThrowIfNull(elements);
        using var use = Enter();
        RequireStrings(InputValue(index), InputNames[index]);
        var actual = shape ?? inputShapes[index];
        RequireKnown(actual, InputNames[index]);
        RequireCount(elements.Count, actual, InputNames[index]);
        Set(index,
            new Tensor(actual,
                [.. elements.Select(text =>
                    (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text ?? throw new ArgumentNullException(nameof(elements))))]));
    }

    /// <summary>Copies the strings of an output out.</summary>
    /// <exception cref="OctavoException">
    /// There is no such output, it holds no strings, or nothing was computed yet (kind Usage).
    /// </exception>
    public string[] GetStrings(int index)
    {
        using var use = Enter();
        var value = OutputValue(index);
        RequireStrings(value, OutputNames[index]);
        return [.. Computed(index)[value].Strings.Select(text => Encoding.UTF8.GetString(text.Span))];
    }

    /// <summary>Copies the elements of an output out.</summary>
    /// <inheritdoc cref="OutputSpan{T}(int)"/>
    public T[] GetOutput<T>(int index)
        where T : unmanaged => OutputSpan<T>(index).ToArray();

    /// <inheritdoc cref="GetOutput{T}(int)"/>
    public T[] GetOutput<T>(string name)
        where T : unmanaged => GetOutput<T>(IndexOfOutput(name));

    /// <summary>Copies an output out.</summary>
    /// <exception cref="OctavoException">
    /// There is no such output, or nothing was computed yet for the present shapes (kind Usage).
    /// </exception>
    public Tensor GetOutput(int index)
    {
        using var use = Enter();
        var value = OutputValue(index);
        return Computed(index)[value].ToTensor();
    }

    private static void RequireType<T>(Value value, string name)
        where T : unmanaged
    {
        if (!value.ElementType.IsStoredAs<T>())
        {
            throw new OctavoException(ErrorKind.Usage, "the tensor has another element type", name, value.ElementType.ToString(),
                typeof(T).Name);
        }
    }

    private static void RequireStrings(Value value, string name)
    {
        if (value.ElementType != ElementType.String)
        {
            throw new OctavoException(ErrorKind.Usage, "the tensor has another element type", name, value.ElementType.ToString(),
                nameof(ElementType.String));
        }
    }

    private static void RequireKnown(Shape shape, string name)
    {
        if (!shape.IsKnown)
        {
            throw new OctavoException(ErrorKind.Usage, "an input needs a fully known shape", name, found: shape.ToString());
        }
    }

    private static void RequireCount(int found, Shape shape, string name)
    {
        if (shape.ElementCount != found)
        {
            throw new OctavoException(ErrorKind.InvalidData, "The number of elements is another one.", name,
                $"{shape.ElementCount} ({shape})", $"{found}");
        }
    }
}
