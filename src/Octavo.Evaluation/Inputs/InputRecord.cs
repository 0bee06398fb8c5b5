using System.Globalization;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>
/// Inputs for one or several invocations, from a file: an .npz whose keys are the model's input names, <c>input/{i}</c>, or
/// <c>call{k}/input/{i}</c> for several calls; or an .npy for a single input.
/// </summary>
internal sealed class InputRecord : IDisposable
{
    private readonly string path;
    private readonly NpzFile? arrays;
    private readonly Tensor? single;

    private InputRecord(string path, NpzFile? arrays, Tensor? single)
    {
        this.path = path;
        this.arrays = arrays;
        this.single = single;
        var numbers = (arrays?.Names ?? []).Select(CallOf).OfType<int>().ToHashSet();
        IsNumbered = numbers.Count != 0;
        Calls = IsNumbered ? numbers.Count : 1;
        if (IsNumbered && numbers.Max() != Calls - 1)
        {
            arrays!.Dispose();
            throw new OctavoException(
                ErrorKind.InvalidData, "The calls of the file are not numbered one after the other.", path,
                $"call0 to call{Calls - 1}, since there are {Calls}",
                $"call{numbers.Max()}");
        }
    }

    /// <summary>Number of invocations.</summary>
    public int Calls { get; }

    /// <summary>Whether keys name the call that they belong to.</summary>
    public bool IsNumbered { get; }

    /// <exception cref="OctavoException">The file cannot be read, is neither, or calls are missing in it.</exception>
    public static InputRecord Open(string path) => path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)
        ? new InputRecord(path, null, NpyFile.Read(path))
        : new InputRecord(path, NpzFile.Open(path), null);

    /// <summary>Sets all inputs for one call.</summary>
    /// <param name="interpreter">The model.</param>
    /// <param name="call">0 to <see cref="Calls"/> - 1.</param>
    /// <param name="expected">The shapes that arrays have to have, by input; null for those that the model declares. Numbered calls may
    /// have any.</param>
    /// <exception cref="OctavoException">An input is missing in the file, or does not fit the model.</exception>
    public void Set(Interpreter interpreter, int call, IReadOnlyList<Shape>? expected = null)
    {
        var tensors = Read(interpreter, call);
        for (var index = 0; index < tensors.Count; index++)
        {
            SampleInputs.Set(interpreter, index, tensors[index], IsNumbered ? tensors[index].Shape : expected?[index], path);
        }
    }

    /// <summary>The arrays of one call, in the order of the model's inputs.</summary>
    /// <exception cref="OctavoException">An input is missing in the file.</exception>
    public IReadOnlyList<Tensor> Read(Interpreter interpreter, int call)
    {
        if (single is not null && interpreter.InputCount != 1)
        {
            throw new OctavoException(
                ErrorKind.InvalidData, "The file holds one array, the model has several inputs.", path,
                $"an .npz with {interpreter.InputCount} arrays", "an .npy");
        }

        return [.. Enumerable.Range(0, interpreter.InputCount).Select(index => single ?? Find(interpreter.InputNames[index], index, call))];
    }

    public void Dispose() => arrays?.Dispose();

    private static int? CallOf(string key) =>
        key.StartsWith("call", StringComparison.Ordinal) && key.IndexOf("/input/", StringComparison.Ordinal) is var at && at > 0
            && int.TryParse(key.AsSpan(4, at - 4), NumberStyles.None, CultureInfo.InvariantCulture, out var call) ? call : null;

    private Tensor Find(string name, int index, int call)
    {
        string[] keys = IsNumbered ? [$"call{call}/input/{index}", $"call{call}/input/{name}"] : [name, $"input/{index}", $"input/{name}"];
        var key = Array.Find(keys, arrays!.Contains) ?? throw new OctavoException(
            ErrorKind.InvalidData, $"The file has no array for input {index} ('{name}').", path, string.Join(
                " or ", keys.Select(text => $"'{text}'")), string.Join(", ", arrays.Names.Take(20)));
        return arrays.Read(key);
    }
}
