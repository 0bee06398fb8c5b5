using System.Runtime.InteropServices;
using Octavo.Tensors;

namespace Octavo;

/// <summary>Fills a model's inputs for trying it out: the same values for the same seed, on every machine.</summary>
public static class RandomInputs
{
    /// <summary>Floats are uniform in [0, 1), 8-bit integers any of theirs; wider integers and booleans stay 0, which every lookup accepts.</summary>
    public static void Set(Runtime.Interpreter interpreter, int seed)
    {
        var random = new Random(seed);
        for (var index = 0; index < interpreter.InputCount; index++)
        {
            switch (interpreter.Input(index).ElementType)
            {
                case ElementType.Float32:
                    foreach (ref var value in interpreter.InputSpan<float>(index))
                    {
                        value = random.NextSingle();
                    }

                    break;
                case ElementType.Int8:
                    random.NextBytes(MemoryMarshal.AsBytes(interpreter.InputSpan<sbyte>(index)));
                    break;
                case ElementType.UInt8:
                    random.NextBytes(interpreter.InputSpan<byte>(index));
                    break;
                default:
                    break;
            }
        }
    }
}
