using Octavo.Runtime;
using Octavo.TFLite;

namespace Octavo;

/// <summary>Opens .tflite files to run them.</summary>
public sealed class Interpreter : IDisposable
{
    private readonly TFLiteFile file;
    private readonly RunnableModel model;
    private readonly InterpreterOptions options;
    private readonly Dictionary<string, Runtime.Interpreter> others = new(StringComparer.Ordinal);

    private Interpreter(TFLiteFile file, RunnableModel model, InterpreterOptions? options)
    {
        this.file = file;
        this.model = model;
        this.options = options ?? new InterpreterOptions();
        Runtime = new Runtime.Interpreter(model, options);
    }

    /// <summary>The engine behind this: names, shapes, resizing, profiles.</summary>
    public Runtime.Interpreter Runtime { get; }

    /// <summary>How many threads the caller allows.</summary>
    internal int Threads => options.Threads;

    /// <summary>Names of the first output's classes that the file carries; null where it carries none.</summary>
    /// <exception cref="OctavoException">They are damaged (kind InvalidData).</exception>
    public Evaluation.ClassLabels? Labels => ModelLabels.Of(file.Model, 0, "the model's metadata");

    /// <summary>A further engine of the same model, for one thread, with states and resources of its own; this must outlive it.</summary>
    internal Runtime.Interpreter CreateEngine() => new(model, options with { Threads = 1 });

    /// <inheritdoc cref="Runtime.Interpreter.InputSpan"/>
    public Span<T> InputSpan<T>(int index)
        where T : unmanaged => Runtime.InputSpan<T>(index);

    /// <inheritdoc cref="Runtime.Interpreter.OutputSpan"/>
    public ReadOnlySpan<T> OutputSpan<T>(int index)
        where T : unmanaged => Runtime.OutputSpan<T>(index);

    /// <inheritdoc cref="Runtime.Interpreter.QuantizeInput"/>
    public void QuantizeInput(int index, ReadOnlySpan<float> reals) => Runtime.QuantizeInput(index, reals);

    /// <inheritdoc cref="Runtime.Interpreter.DequantizeOutput"/>
    public void DequantizeOutput(int index, Span<float> reals) => Runtime.DequantizeOutput(index, reals);

    /// <inheritdoc cref="Runtime.Interpreter.ResizeInput"/>
    public void ResizeInput(int index, Tensors.Shape shape) => Runtime.ResizeInput(index, shape);

    /// <inheritdoc cref="Runtime.Interpreter.Invoke"/>
    public void Invoke() => Runtime.Invoke();

    /// <summary>Sets the states of recurrent layers back to what they were before the first invocation: the next one starts a new sequence.</summary>
    public void ResetVariables() => Runtime.ResetVariables();

    /// <summary>Opens a model for one caller.</summary>
    /// <exception cref="OctavoException">The file cannot be read, is no model, or has nodes that cannot be run.</exception>
    public static Interpreter Open(string path, InterpreterOptions? options = null) => Make(TFLiteFile.Open(path), options);

    /// <summary>The same for a model in memory.</summary>
    public static Interpreter Read(ReadOnlyMemory<byte> bytes, string name, InterpreterOptions? options = null) => Make(TFLiteFile.Read(bytes, name), options);

    /// <summary>The interpreter of another signature of the same model; one for each, living as long as this, with the same resources.</summary>
    /// <exception cref="OctavoException">There is no such signature (kind Usage).</exception>
    public Runtime.Interpreter ForSignature(string signature)
    {
        if (!others.TryGetValue(signature, out var interpreter))
        {
            interpreter = Runtime.ForSignature(signature);
            others.Add(signature, interpreter);
        }

        return interpreter;
    }

    public void Dispose()
    {
        foreach (var other in others.Values)
        {
            other.Dispose();
        }

        Runtime.Dispose();
        model.Dispose();
        file.Dispose();
    }

    private static Interpreter Make(TFLiteFile file, InterpreterOptions? options)
    {
        RunnableModel? model = null;
        try
        {
            model = new RunnableModel(file.Model);
            return new Interpreter(file, model, options);
        }
        catch
        {
            model?.Dispose();
            file.Dispose();
            throw;
        }
    }
}
