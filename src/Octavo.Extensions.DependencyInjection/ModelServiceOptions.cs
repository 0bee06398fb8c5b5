namespace Octavo.Extensions.DependencyInjection;

/// <summary>Which model a service runs, and how.</summary>
public sealed class ModelServiceOptions
{
    /// <summary>A .tflite file. Must be set.</summary>
    public string ModelPath { get; set; } = "";

    /// <summary>Interpreters that run at the same time; null for one a processor.</summary>
    public int? PoolSize { get; set; }

    /// <summary>Of each interpreter of the pool: threads, kernels, signature, and limits of memory, steps and time.</summary>
    public InterpreterOptions Interpreter { get; set; } = new();
}
