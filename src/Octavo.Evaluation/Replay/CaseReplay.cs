using Octavo.Runtime;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>Runs a model on recorded inputs and compares what it computes with the recorded outputs.</summary>
/// <param name="recorded">Keys <c>call{k}/input/{i}</c> and <c>call{k}/output/{j}</c>.</param>
/// <param name="inputs">Where inputs are that <paramref name="recorded"/> lacks; null for nowhere.</param>
/// <param name="resetsVariables">Whether each call starts from fresh state.</param>
internal sealed class CaseReplay(NpzFile recorded, NpzFile? inputs, bool resetsVariables, ReplayTolerance tolerance)
{
    /// <summary>What each output gave, in the order of calls and outputs.</summary>
    /// <param name="computed">Takes each computed output under its recorded key.</param>
    /// <exception cref="OctavoException">The record lacks an input, or the model refuses to run.</exception>
    public IReadOnlyList<ReplayedOutput> Run(Interpreter interpreter, Action<string, Tensor>? computed = null)
    {
        var count = 0;
        while (recorded.Names.Any(name => name.StartsWith($"call{count}/output/", StringComparison.Ordinal)))
        {
            count++;
        }

        return Run([.. Enumerable.Range(0, count).Select(call => new ReplayCall($"call{call}/", interpreter, UsesNames: false))], computed);
    }

    /// <summary>The same for calls of several signatures, in this order.</summary>
    public IReadOnlyList<ReplayedOutput> Run(IReadOnlyList<ReplayCall> calls, Action<string, Tensor>? computed = null)
    {
        var results = new List<ReplayedOutput>();
        foreach (var call in calls)
        {
            var interpreter = call.Interpreter;
            if (resetsVariables)
            {
                interpreter.ResetVariables();
            }

            // All shapes before any elements: inputs of the call before and of this one need not fit together.
            Tensor[] given = [.. Enumerable.Range(0, interpreter.InputCount).Select(index => Input(call.InputKey(index)))];
            for (var index = 0; index < given.Length; index++)
            {
                interpreter.ResizeInput(index, given[index].Shape);
            }

            for (var index = 0; index < given.Length; index++)
            {
                interpreter.SetInput(index, Quantized(given[index], interpreter.Input(index)));
            }

            interpreter.Invoke();
            for (var index = 0; index < interpreter.OutputCount; index++)
            {
                var key = call.OutputKey(index);
                var got = interpreter.GetOutput(index);
                computed?.Invoke(key, got);
                if (recorded.Contains(key))
                {
                    var want = recorded.Read(key);
                    var (reason, difference) = tolerance.Judge(got, want);
                    results.Add(new ReplayedOutput(key, reason, difference, reason is null && difference == 0));
                }
            }
        }

        return results;
    }

    private Tensor Input(string key) => recorded.Contains(key) ? recorded.Read(key)
        : inputs is not null && inputs.Contains(key) ? inputs.Read(key)
        : throw new OctavoException(ErrorKind.InvalidData, $"the record has no '{key}'", expected: "every input of the model");

    /// <summary>A float record for an integer input is quantized with the input's own scale, half to even.</summary>
    private static Tensor Quantized(Tensor tensor, InterpreterTensor input)
    {
        if (tensor.ElementType != ElementType.Float32 || input.Quantization is not { } quantization)
        {
            return tensor;
        }

        if (input.ElementType is not (ElementType.Int8 or ElementType.UInt8 or ElementType.Int16))
        {
            return tensor;
        }

        var bytes = new byte[input.ElementType.SizeInBytes(tensor.ElementCount)];
        QuantizedElements.Quantize(tensor.Values<float>(), quantization, input.ElementType, bytes);
        return new Tensor(input.ElementType, tensor.Shape, bytes);
    }
}
