using System.Numerics.Tensors;

namespace Octavo.Extensions.Tensors;

/// <summary>Inputs and outputs of an interpreter as tensors of System.Numerics.Tensors, in place where that is possible.</summary>
public static class InterpreterTensors
{
    /// <summary>An input in place, in its present shape. Valid as long as <see cref="Interpreter.InputSpan{T}(int)"/>.</summary>
    /// <inheritdoc cref="Interpreter.InputSpan{T}(int)" path="/exception"/>
    public static TensorSpan<T> InputTensor<T>(this Interpreter interpreter, int index)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(interpreter);
        return new TensorSpan<T>(interpreter.InputSpan<T>(index), Lengths(interpreter.Input(index).Shape));
    }

    /// <summary>
    /// An output in place, as the last invocation left it. Valid as long as <see cref="Interpreter.OutputSpan{T}(int)"/>.
    /// </summary>
    /// <inheritdoc cref="Interpreter.OutputSpan{T}(int)" path="/exception"/>
    public static ReadOnlyTensorSpan<T> OutputTensor<T>(this Interpreter interpreter, int index)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(interpreter);
        return new ReadOnlyTensorSpan<T>(interpreter.OutputSpan<T>(index), Lengths(interpreter.Output(index).Shape));
    }

    /// <summary>Copies a tensor into an input, which takes its shape.</summary>
    /// <inheritdoc cref="Interpreter.SetInput{T}(int, ReadOnlySpan{T}, Shape)" path="/exception"/>
    public static void SetInput<T>(this Interpreter interpreter, int index, in ReadOnlyTensorSpan<T> tensor)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(interpreter);
        var sizes = new int[tensor.Rank];
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            sizes[axis] = checked((int)tensor.Lengths[axis]);
        }

        var elements = new T[tensor.FlattenedLength];
        tensor.FlattenTo(elements);
        interpreter.SetInput<T>(index, elements, new Shape(sizes));
    }

    private static nint[] Lengths(Shape shape) => [.. shape.ToArray().Select(size => (nint)size)];
}
