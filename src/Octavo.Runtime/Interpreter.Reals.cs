using System.Runtime.InteropServices;
using Octavo.Tensors;

namespace Octavo;

/// <summary>Inputs and outputs as real numbers, whatever their element type.</summary>
public sealed partial class Interpreter
{
    /// <summary>
    /// Sets an input from real numbers: copied into Float32, quantized with the input's own scale and zero point into Int8, UInt8 and
    /// Int16.
    /// </summary>
    /// <param name="reals">As many as the input has elements.</param>
    /// <exception cref="OctavoException">
    /// Another number of elements (kind InvalidData), or an element type that stands for no reals (kind UnsupportedFeature).
    /// </exception>
    public void QuantizeInput(int index, ReadOnlySpan<float> reals)
    {
        using var use = Enter();
        var input = Input(index);
        RequireCount(reals.Length, input.Shape, input.Name);
        if (input.ElementType == ElementType.Float32)
        {
            reals.CopyTo(InputSpan<float>(index));
            return;
        }

        var quantization = RequireQuantization(input);
        switch (input.ElementType)
        {
            case ElementType.UInt8:
                QuantizedElements.Quantize(reals, quantization, input.ElementType, InputSpan<byte>(index));
                break;
            case ElementType.Int16:
                QuantizedElements.Quantize(reals, quantization, input.ElementType, MemoryMarshal.AsBytes(InputSpan<short>(index)));
                break;
            default:
                QuantizedElements.Quantize(reals, quantization, input.ElementType, MemoryMarshal.AsBytes(InputSpan<sbyte>(index)));
                break;
        }
    }

    /// <summary>The real numbers that an output stands for.</summary>
    /// <param name="reals">As many as the output has elements.</param>
    /// <exception cref="OctavoException">
    /// Another number of elements (kind InvalidData), or an element type that stands for no reals (kind UnsupportedFeature).
    /// </exception>
    public void DequantizeOutput(int index, Span<float> reals)
    {
        using var use = Enter();
        var output = Output(index);
        RequireCount(reals.Length, output.Shape, output.Name);
        if (output.ElementType == ElementType.Float32)
        {
            OutputSpan<float>(index).CopyTo(reals);
            return;
        }

        var quantization = RequireQuantization(output);
        var elements = output.ElementType switch
        {
            ElementType.UInt8 => OutputSpan<byte>(index),
            ElementType.Int16 => MemoryMarshal.AsBytes(OutputSpan<short>(index)),
            _ => MemoryMarshal.AsBytes(OutputSpan<sbyte>(index)),
        };
        QuantizedElements.Dequantize(elements, quantization, output.ElementType, reals);
    }

    private static AffineQuantization RequireQuantization(InterpreterTensor tensor) => tensor.Quantization ?? throw new OctavoException(
        ErrorKind.UnsupportedFeature, "The elements stand for no real numbers.", tensor.Name, "Float32, or integers with a scale",
        $"{tensor.ElementType} without a scale");
}
