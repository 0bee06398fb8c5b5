using Octavo.Graphs;
using Octavo.Runtime;
using Octavo.Tensors;

namespace Octavo;

/// <summary>
/// Runs one signature of a model for one caller at a time: set inputs, <see cref="Invoke()"/>, read outputs. The first invocation after
/// construction or a resize plans; the others allocate nothing. A call from a second thread while one is under way throws (kind TryAgain);
/// for several threads open a <see cref="SharedModel"/> and give each an interpreter of its own, or use an <see cref="InterpreterPool"/>.
/// </summary>
public sealed partial class Interpreter : IDisposable
{
    private readonly RunEnvironment environment;
    private readonly Interpreter root;
    private readonly Dictionary<string, Interpreter> others = new(StringComparer.Ordinal);
    private readonly Signature signature;
    private readonly VariableStore variables;
    private readonly Shape[] inputShapes;
    private bool isDisposed;

    /// <param name="model">Shared with other interpreters; lives as long as the last of them.</param>
    /// <exception cref="OctavoException">The signature does not exist, or an option is out of range (kind Usage).</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public Interpreter(SharedModel model, InterpreterOptions? options = null)
        : this(NewEnvironment(model, options ??= new InterpreterOptions()), options.Signature, null)
    {
    }

    private Interpreter(RunEnvironment environment, string? signatureName, Interpreter? root)
    {
        this.environment = environment;
        this.root = root ?? this;
        try
        {
            signature = environment.Model.Signature(signatureName);
        }
        catch when (root is null)
        {
            environment.Dispose();
            throw;
        }

        variables = new VariableStore(environment.Model.KeptStates);
        inputShapes = [.. signature.Graph.Inputs.Select(input => Concrete(input.Shape))];
        plannedShapes = [.. inputShapes];
        waiting = new Tensor?[inputShapes.Length];
        InputNames = [.. signature.Graph.Inputs.Select(value => NameOf(signature.Inputs, value))];
        OutputNames = [.. signature.Graph.Outputs.Select(value => NameOf(signature.Outputs, value))];
    }

    /// <summary>The names that the signature gives its inputs, in the order of the file.</summary>
    public IReadOnlyList<string> InputNames { get; }

    public IReadOnlyList<string> OutputNames { get; }

    /// <summary>
    /// The signatures of the model; one of them goes into <see cref="InterpreterOptions.Signature"/> or <see cref="ForSignature"/>.
    /// </summary>
    public IReadOnlyList<string> SignatureNames => environment.Model.SignatureNames;

    /// <summary>The name of the signature that is run; empty where the file gives the main subgraph none.</summary>
    public string SignatureName => signature.Name;

    public int InputCount => inputShapes.Length;

    public int OutputCount => signature.Graph.Outputs.Count;

    /// <summary>How many threads an invocation may use.</summary>
    public int Threads => environment.Options.Threads;

    /// <summary>Bytes of the arena of the present plan: intermediate values and scratch.</summary>
    public long ArenaSizeInBytes
    {
        get
        {
            using var use = Enter();
            return Ready().ArenaSizeInBytes;
        }
    }

    /// <summary>Bytes that the interpreter holds now, with the weights that it shares with others of its model.</summary>
    public long HeldBytes => environment.Budget.AllHeldBytes;

    /// <summary>What is run.</summary>
    internal Model Model => environment.Model.Model;

    internal bool IsDisposed => isDisposed;

    internal Kernels.MemoryBudget Budget => environment.Budget;

    /// <inheritdoc cref="SharedModel.Open(string)"/>
    public static Interpreter Open(string path, InterpreterOptions? options = null) => Own(SharedModel.Open(path), options);

    /// <inheritdoc cref="SharedModel.Open(Stream)"/>
    public static Interpreter Open(Stream stream, InterpreterOptions? options = null) => Own(SharedModel.Open(stream), options);

    /// <inheritdoc cref="SharedModel.Open(ReadOnlyMemory{byte}, string)"/>
    public static Interpreter Open(ReadOnlyMemory<byte> bytes, InterpreterOptions? options = null, string name = "model") =>
        Own(SharedModel.Open(bytes, name), options);

    public InterpreterTensor Input(int index)
    {
        var value = InputValue(index);
        return new InterpreterTensor(InputNames[index], value.ElementType, value.Shape, inputShapes[index], value.Quantization);
    }

    /// <inheritdoc cref="IndexOfInput"/>
    public InterpreterTensor Input(string name) => Input(IndexOfInput(name));

    /// <summary>An output; a size that only data decides is unknown before the first invocation.</summary>
    /// <exception cref="OctavoException">There is no such output (kind Usage), or the shapes of the inputs do not go together.</exception>
    public InterpreterTensor Output(int index)
    {
        using var use = Enter();
        var value = OutputValue(index);
        return new InterpreterTensor(OutputNames[index], value.ElementType, value.Shape, Ready()[value].Shape, value.Quantization);
    }

    /// <inheritdoc cref="IndexOfOutput"/>
    public InterpreterTensor Output(string name) => Output(IndexOfOutput(name));

    /// <summary>The index of an input by its name.</summary>
    /// <exception cref="OctavoException">No input has this name (kind Usage); the error lists those there are.</exception>
    public int IndexOfInput(string name) => IndexOf(InputNames, name, "input");

    /// <summary>The index of an output by its name.</summary>
    /// <exception cref="OctavoException">No output has this name (kind Usage); the error lists those there are.</exception>
    public int IndexOfOutput(string name) => IndexOf(OutputNames, name, "output");

    /// <summary>
    /// The interpreter of another signature of the same model: one for each, with the same options, limits and resources, living as long as
    /// this one and used by the same thread.
    /// </summary>
    /// <exception cref="OctavoException">There is no such signature (kind Usage).</exception>
    public Interpreter ForSignature(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        using var use = Enter();
        if (root.signature.Name == name)
        {
            return root;
        }

        if (!root.others.TryGetValue(name, out var interpreter) || interpreter.isDisposed)
        {
            interpreter = new Interpreter(environment, name, root);
            root.others[name] = interpreter;
        }

        return interpreter;
    }

    /// <summary>A further interpreter of the same model and signature, for another thread, with states and resources of its own.</summary>
    /// <param name="threads">How many threads it may use.</param>
    public Interpreter CreateAnother(int threads = 1)
    {
        using var use = Enter();
        return new Interpreter(environment.Model,
            environment.Options with { Threads = threads, Signature = signature.Name.Length == 0 ? null : signature.Name });
    }

    /// <summary>
    /// Why kernels run in forms many times slower than this machine allows, and what to do about it; null where they do not. The results
    /// are the same bits.
    /// </summary>
    public static string? SlowForms => Octavo.Kernels.SlowForms.Reason;

    /// <summary>
    /// Frees what the interpreter holds, and those made by <see cref="ForSignature"/>. Where another thread is in an invocation, that one
    /// is ended (<see cref="ObjectDisposedException"/> on its thread) and waited for. Spans taken before are not to be used any more.
    /// </summary>
    public void Dispose()
    {
        using var use = environment.Use.Wait(ReferenceEquals(root, this) ? () =>
            environment.Watch.Interruption.Request(Kernels.InterruptionReason.Disposed) : () => { });
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        plan?.Dispose();
        plan = null;
        variables.Dispose();
        if (ReferenceEquals(root, this))
        {
            foreach (var other in others.Values)
            {
                other.Dispose();
            }

            environment.Dispose();
        }
    }

    private static RunEnvironment NewEnvironment(SharedModel model, InterpreterOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new RunEnvironment(model, options);
    }

    /// <summary>Leaves the model to its only interpreter.</summary>
    private static Interpreter Own(SharedModel model, InterpreterOptions? options)
    {
        using (model)
        {
            return new Interpreter(model, options);
        }
    }

    private static Shape Concrete(Shape shape) =>
        shape.HasRank ? new Shape([.. shape.ToArray().Select(size => size == Shape.UnknownSize ? 1 : size)]) : Shape.Scalar;

    private static string NameOf(IEnumerable<KeyValuePair<string, Value>> names, Value value) =>
        names.FirstOrDefault(pair => ReferenceEquals(pair.Value, value)).Key ?? value.Name;

    private Value InputValue(int index) => signature.Graph.Inputs[CheckIndex(index, InputNames, "input")];

    private Value OutputValue(int index) => signature.Graph.Outputs[CheckIndex(index, OutputNames, "output")];

    private int CheckIndex(int index, IReadOnlyList<string> names, string what) => index >= 0 && index < names.Count
        ? index
        : throw new OctavoException(
            ErrorKind.Usage, $"there is no {what} {index}", environment.Model.Name,
            names.Count == 0 ? $"no {what} at all" : $"0 to {names.Count - 1}: {NearestName.List(names)}");

    private int IndexOf(IReadOnlyList<string> names, string name, string what)
    {
        ArgumentNullException.ThrowIfNull(name);
        for (var index = 0; index < names.Count; index++)
        {
            if (names[index] == name)
            {
                return index;
            }
        }

        throw NearestName.Unknown(what, name, names, environment.Model.Name);
    }

    /// <exception cref="OctavoException">Another thread uses the interpreter (kind TryAgain).</exception>
    private ExclusiveUse.Scope Enter()
    {
        var scope = environment.Use.Enter();
        if (!isDisposed)
        {
            return scope;
        }

        scope.Dispose();
        throw new ObjectDisposedException(GetType().FullName);
    }
}
