using System.Runtime.InteropServices;
using Octavo.Evaluation;
using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Passes;
using Octavo.Quantization;
using Octavo.Runtime;
using Octavo.TFLite;
using Octavo.Tensors;
using Engine = Octavo.Interpreter;

namespace Octavo.Fuzzing;

/// <summary>
/// All that is done with the bytes of a .tflite file: it is read, run in several ways that must agree, quantized, written and read back.
/// </summary>
internal static class ModelTrial
{
    private const long MostBytes = 64 << 20;

    /// <summary>So that a loop without end, or shapes of gigabytes, are refusals and no hangs.</summary>
    private static readonly InterpreterOptions Limits =
        new() { MemoryLimit = 256 << 20, MaximumSteps = 100_000, TimeLimit = TimeSpan.FromSeconds(4) };

    private static readonly string[] Drawing = ["MULTINOMIAL", "RANDOM_STANDARD_NORMAL", "RANDOM_UNIFORM", "STABLEHLO_RNG_BIT_GENERATOR"];

    /// <param name="recipe">Chosen by the caller from the built-in ones.</param>
    public static void All(ReadOnlyMemory<byte> bytes, Recipe recipe)
    {
        OctavoException? refusal = null;
        try
        {
            Run(bytes);
        }
        catch (OctavoException failure) when (failure.Kind != ErrorKind.Internal)
        {
            refusal = failure;
        }

        Rewrite(bytes, recipe, mayRun: refusal is null);
        if (refusal is not null)
        {
            throw refusal;
        }
    }

    /// <summary>Two runs, three threads and reference kernels give the same answer, which is returned.</summary>
    public static void Run(ReadOnlyMemory<byte> bytes)
    {
        using var file = TFLiteFile.Read(bytes, "model");
        var operators = string.Join(",",
            file.Model.Subgraphs.SelectMany(graph => graph.Nodes).Select(node => node.Operator.Name).Distinct()
            .Order(StringComparer.Ordinal).Take(4));
        using var model = new SharedModel(file.Model);
        using var interpreter = new Engine(model, Limits);
        var first = Invoke(interpreter);
        if (Drawing.Any(name => operators.Contains(name, StringComparison.Ordinal)))
        {
            return;
        }

        interpreter.ResetVariables();
        Compare(first, Invoke(interpreter), $"differs-second-run {operators}");
        using var threaded = new Engine(model, Limits with { Threads = 3 });
        Compare(first, Invoke(threaded), $"differs-threads3 {operators}");
        using var reference = new Engine(model, Limits with { Kernels = KernelMode.Reference });
        Compare(first, Invoke(reference), $"differs-reference {operators}");
    }

    /// <summary>Quantizes, writes and reads back; what ran before must run.</summary>
    public static void Rewrite(ReadOnlyMemory<byte> bytes, Recipe recipe, bool mayRun)
    {
        using var file = TFLiteFile.Read(bytes, "model");
        PassRunner.Run(file.Model, Pipelines.Quantization);
        WeightQuantizer.Apply(file.Model, recipe);
        var written = ReadBack(file.Model);
        if (mayRun)
        {
            Run(written);
        }
    }

    /// <summary>Writes a model and reads what was written.</summary>
    public static byte[] ReadBack(Model model)
    {
        var written = ModelWriter.ToBytes(model);
        try
        {
            using var again = TFLiteFile.Read(written, "written");
            return written;
        }
        catch (OctavoException failure)
        {
            throw new FuzzFault($"written-unreadable: {failure.What}", failure);
        }
    }

    /// <summary>
    /// What a plan may ask for is bounded by the machine; what a trial fills and runs is bounded here, so that children stay small.
    /// </summary>
    private static void RequireModest(Engine interpreter)
    {
        interpreter.Prepare();
        var inputs = Enumerable.Range(0, interpreter.InputCount).Select(interpreter.Input)
            .Sum(input => 8 + input.ElementType.SizeInBytes(input.Shape.ElementCount));
        if (inputs + interpreter.ArenaSizeInBytes > MostBytes)
        {
            throw new OctavoException(ErrorKind.OutOfMemory, "This is more than a trial runs.",
                found: $"{inputs + interpreter.ArenaSizeInBytes} bytes");
        }
    }

    private static Tensor[] Invoke(Engine interpreter)
    {
        RequireModest(interpreter);
        RandomInputs.Set(interpreter, seed: 7);
        interpreter.Invoke();
        return [.. Enumerable.Range(0, interpreter.OutputCount).Select(interpreter.GetOutput)];
    }

    private static void Compare(Tensor[] left, Tensor[] right, string what)
    {
        for (var index = 0; index < left.Length; index++)
        {
            if (left[index].Shape != right[index].Shape || !SameElements(left[index], right[index]))
            {
                throw new FuzzFault(what);
            }
        }
    }

    private static bool SameElements(Tensor left, Tensor right) => left.ElementType switch
    {
        ElementType.String => left.Strings.Zip(right.Strings).All(pair => pair.First.Span.SequenceEqual(pair.Second.Span)),
        ElementType.Float32 => left.Bytes.Span.SequenceEqual(right.Bytes.Span) || SameReals(left.Values<float>(), right.Values<float>()),
        ElementType.Float64 => left.Bytes.Span.SequenceEqual(right.Bytes.Span) || SameReals(left.Values<double>(), right.Values<double>()),
        ElementType.Complex64 =>
            SameReals(MemoryMarshal.Cast<byte, float>(left.Bytes.Span), MemoryMarshal.Cast<byte, float>(right.Bytes.Span)),
        ElementType.Float16 => SameReals(MemoryMarshal.Cast<byte, Half>(left.Bytes.Span), MemoryMarshal.Cast<byte, Half>(right.Bytes.Span)),
        _ => left.Bytes.Span.SequenceEqual(right.Bytes.Span),
    };

    /// <summary>Equal, or not a number on both sides: whose bits a sum of several has is the processor's choice.</summary>
    private static bool SameReals<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
        where T : IEquatable<T>
    {
        for (var index = 0; index < left.Length; index++)
        {
            if (!left[index].Equals(right[index]))
            {
                return false;
            }
        }

        return left.Length == right.Length;
    }
}
