using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Complex numbers of their parts, and parts, magnitudes, angles and conjugates of complex numbers.</summary>
internal sealed class ComplexImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Angle", "Complex", "ComplexAbs", "Conj", "Imag", "Real"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        context.SetOutput(0, context.Node.Operation switch
        {
            "Complex" => OfParts(context, data, context.Input(1)),
            "Conj" => Conjugate(context, data),
            "Angle" => context.Emit(new Atan2(), Part(context, new Imag(), data), Part(context, new Real(), data)),
            "ComplexAbs" => context.Emit(new ComplexAbs(), data),
            "Imag" => context.Emit(new Imag(), data),
            _ => context.Emit(new Real(), data),
        });
    }

    private static Value OfParts(ImportContext context, Value real, Value imaginary)
    {
        if (real.ElementType != ElementType.Float32)
        {
            throw context.Unsupported("numbers of type complex128", "Use complex64 in the model.");
        }

        (real, imaginary) = context.Align(real, imaginary, 0);
        return context.ToComplex(context.Emit(new Pack(real.Shape.HasRank ? real.Shape.Rank : -1, 2), real, imaginary));
    }

    /// <summary>The sign bit of each imaginary part, turned over.</summary>
    private static Value Conjugate(ImportContext context, Value data)
    {
        if (data.ElementType == ElementType.Complex128)
        {
            throw context.Unsupported("numbers of type complex128", "Use complex64 in the model.");
        }

        return data.ElementType == ElementType.Complex64
            ? context.ToComplex(
                context.Emit(new BitwiseXor(), context.Reinterpret(data, ElementType.Int32), context.Integers(0, int.MinValue)))
            : data;
    }

    private static Value Part(ImportContext context, Operator part, Value data) =>
        context.Cast(context.Emit(part, data), ElementType.Float32);
}
