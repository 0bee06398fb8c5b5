using System.Runtime.CompilerServices;
using Octavo.Runtime;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>Fills a model's inputs for trying it out: the same values for the same seed, on every machine.</summary>
internal static class RandomInputs
{
    private const int LongestWord = 8;

    /// <summary>
    /// Floats are uniform in [0, 1), 8-bit and 16-bit quantized integers any of theirs, texts words of small letters; other integers any
    /// row of the tables that they look up, or 0 where none is known, which every lookup accepts; booleans false.
    /// </summary>
    public static void Set(Interpreter interpreter, int seed)
    {
        var tensors = Of(interpreter, seed);
        for (var index = 0; index < tensors.Count; index++)
        {
            interpreter.SetInput(index, tensors[index]);
        }
    }

    /// <summary>The same values, in the shapes that the inputs have at present.</summary>
    /// <exception cref="OctavoException">
    /// They would take more memory than the model may use, or than one array can hold (kind OutOfMemory).
    /// </exception>
    public static IReadOnlyList<Tensor> Of(Interpreter interpreter, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, interpreter.InputCount).Select(index =>
        {
            RequireMemory(interpreter, index);
            return Of(interpreter.Input(index), interpreter.LookupRows(index), random);
        })];
    }

    /// <summary>What the elements take here is at least what they will take in the model.</summary>
    private static void RequireMemory(Interpreter interpreter, int index)
    {
        var input = interpreter.Input(index);
        var bytes = input.ElementType.HasFixedSize() ? input.ElementType.BitsPerElement() / 8.0
            : Unsafe.SizeOf<ReadOnlyMemory<byte>>() + LongestWord;
        foreach (var size in input.Shape.ToArray())
        {
            bytes *= size;
        }

        var limit = Math.Min(interpreter.Budget.Limit, Array.MaxLength);
        if (bytes > limit)
        {
            throw MemoryErrors.Exceeds(bytes < long.MaxValue ? (long)bytes : long.MaxValue, 0, limit, $"input '{input.Name}'");
        }
    }

    private static Tensor Of(InterpreterTensor input, long? rows, Random random)
    {
        var count = checked((int)input.Shape.ElementCount);
        switch (input.ElementType)
        {
            case ElementType.Float32:
                return Filled(input.Shape, count, () => random.NextSingle());
            case ElementType.Float16:
                return Filled(input.Shape, count, () => (Half)random.NextSingle());
            case ElementType.Float64:
                return Filled(input.Shape, count, random.NextDouble);
            case ElementType.Int8 or ElementType.UInt8:
            case ElementType.Int16 when input.Quantization is not null:
                var bytes = new byte[input.ElementType.SizeInBytes(count)];
                random.NextBytes(bytes);
                return new Tensor(input.ElementType, input.Shape, bytes);
            case ElementType.Int32 when rows is { } limit:
                return Filled(input.Shape, count, () => (int)random.NextInt64(limit));
            case ElementType.Int64 when rows is { } limit:
                return Filled(input.Shape, count, () => random.NextInt64(limit));
            case ElementType.String:
                return new Tensor(input.Shape, [.. Enumerable.Range(0, count).Select(_ => Word(random))]);
            default:
                if (!input.ElementType.HasFixedSize())
                {
                    throw new OctavoException(ErrorKind.UnsupportedFeature, "values of this type cannot be given from outside", input.Name,
                        found: input.ElementType.ToString());
                }

                return Tensor.Zeros(input.ElementType, input.Shape);
        }
    }

    private static Tensor Filled<T>(Shape shape, int count, Func<T> next)
        where T : unmanaged
    {
        var values = new T[count];
        foreach (ref var value in values.AsSpan())
        {
            value = next();
        }

        return Tensor.From(shape, values);
    }

    private static ReadOnlyMemory<byte> Word(Random random)
    {
        var letters = new byte[random.Next(1, LongestWord + 1)];
        foreach (ref var letter in letters.AsSpan())
        {
            letter = (byte)random.Next('a', 'z' + 1);
        }

        return letters;
    }
}
