using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Operators;
using Octavo.Passes;
using Octavo.Runtime;
using Octavo.Tensors;
using Octavo.TFLite;

namespace Octavo;

/// <summary>
/// A model that is open to be run: rewritten by the run-time pipeline, with the constants and packed weights that all its interpreters
/// share. Safe for many threads; an <see cref="Interpreter"/> serves one caller at a time, so each thread gets its own. The model's memory
/// lives until it and the last of its interpreters are disposed.
/// </summary>
public sealed class SharedModel : IDisposable
{
    private readonly OpenSource? source;
    private readonly string name;
    private readonly Func<Model>? readAgain;
    private readonly SharedModel? root;
    private int users = 1;
    private int isDisposed;

    /// <param name="model">Given away: the run-time pipeline changes its graphs.</param>
    /// <param name="source">What the model's constants lie in; disposed with the last user, and where the constructor throws.</param>
    /// <param name="name">Of the file, for errors.</param>
    /// <exception cref="OctavoException">Nodes that no kernel can compute, all of them in one error (kind UnsupportedOperator).</exception>
    /// <param name="readAgain">
    /// Gives the model once more as it was, with the same constants; null where no interpreter observes values.
    /// </param>
    internal SharedModel(Model model, IDisposable? source = null, string name = "model", Func<Model>? readAgain = null)
    {
        (Model, this.source, this.name, this.readAgain) = (model, source is null ? null : new OpenSource(source), name, readAgain);
        Weights = new SharedWeights();
        try
        {
            FaultGuard.Run(PlaceOf(null), () => Prepare(model));
            KeptStates = KeptStateNames.Read(model);
        }
        catch
        {
            Free();
            throw;
        }
    }

    /// <summary>
    /// The same model with values that are shown: its graphs are its own, constants and packed weights those of the other.
    /// </summary>
    private SharedModel(SharedModel root, IReadOnlyList<ValueWatch> watches)
    {
        root.AddUser();
        (this.root, name, Weights) = (root, root.name, root.Weights);
        try
        {
            Model = root.readAgain is { } read ? read()
                : throw new InvalidOperationException("Values of a model that no file holds cannot be observed.");
            ValueWatch.Insert(Model, watches, name);
            FaultGuard.Run(PlaceOf(null), () => Prepare(Model));
            KeptStates = KeptStateNames.Read(Model);
        }
        catch
        {
            Free();
            throw;
        }
    }

    /// <summary>The names of the model's signatures, in the order of the file; empty where it has none.</summary>
    public IReadOnlyList<string> SignatureNames => [.. Model.Signatures.Select(signature => signature.Name)];

    internal Model Model { get; }

    /// <summary>What all interpreters share.</summary>
    internal SharedWeights Weights { get; }

    /// <summary>Which variables live on from one invocation to the next; null for all of them.</summary>
    internal KeptStateNames? KeptStates { get; }

    /// <summary>File or name that the model was opened by.</summary>
    internal string Name => name;

    /// <summary>How faults name a node, and the file that it is from.</summary>
    internal string? PlaceOf(Node? node) => (Model.Origin, node) switch
    {
        ("", null) => null,
        ("", _) => node.Where,
        (_, null) => Model.Origin,
        _ => $"{Model.Origin}, {node.Where}",
    };

    /// <summary>Opens a .tflite file; it stays mapped as long as the model lives.</summary>
    /// <exception cref="OctavoException">The file cannot be read, is no model, or has nodes that cannot be run.</exception>
    public static SharedModel Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Open(TFLiteFile.Open(path), path);
    }

    /// <summary>Reads a .tflite model from a stream, from where it stands to its end; the stream is not closed.</summary>
    /// <exception cref="OctavoException">The stream cannot be read, holds no model, or one with nodes that cannot be run.</exception>
    public static SharedModel Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var source = stream is FileStream file ? file.Name : "stream";
        using var bytes = new MemoryStream();
        try
        {
            stream.CopyTo(bytes);
        }
        catch (Exception error) when (error is IOException or NotSupportedException)
        {
            throw new OctavoException(ErrorKind.InputOutput, "the model cannot be read", source, found: error.Message, inner: error);
        }

        return Open(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), source);
    }

    /// <summary>A .tflite model in memory, which must not change as long as the model lives.</summary>
    /// <param name="name">Names the model in errors.</param>
    /// <exception cref="OctavoException">The bytes are no model, or one with nodes that cannot be run.</exception>
    public static SharedModel Open(ReadOnlyMemory<byte> bytes, string name = "model")
    {
        ArgumentNullException.ThrowIfNull(name);
        return Open(TFLiteFile.Read(bytes, name), name);
    }

    /// <summary>An interpreter for one caller.</summary>
    /// <exception cref="OctavoException">There is no such signature, or the options are out of range (kind Usage).</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed, and the last of its interpreters too.</exception>
    public Interpreter CreateInterpreter(InterpreterOptions? options = null) => new(this, options);

    /// <summary>The subgraph and names behind a signature; the main subgraph where <paramref name="name"/> is null.</summary>
    /// <exception cref="OctavoException">No such signature (kind Usage).</exception>
    internal Signature Signature(string? name)
    {
        if (name is null)
        {
            return Model.Signatures.FirstOrDefault(signature => ReferenceEquals(signature.Graph, Model.Main)) ?? new Signature(
                "", Model.Main,
                [.. Model.Main.Inputs.Select(value => KeyValuePair.Create(value.Name, value))],
                [.. Model.Main.Outputs.Select(value => KeyValuePair.Create(value.Name, value))]);
        }

        return Model.Signatures.FirstOrDefault(signature => signature.Name == name)
            ?? throw NearestName.Unknown("signature", name, SignatureNames, this.name);
    }

    /// <summary>Frees the model's memory, or leaves that to the last of its interpreters.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) == 0)
        {
            RemoveUser();
        }
    }

    /// <summary>The model for one interpreter that shows values; ends with its last user, as the other does.</summary>
    /// <exception cref="OctavoException">There is no value of a name (kind Usage).</exception>
    internal SharedModel Observing(IReadOnlyList<ValueWatch> watches) => new(root ?? this, watches);

    /// <summary>Looks whether the file that the constants lie in is as long as it was.</summary>
    /// <exception cref="OctavoException">Somebody cut it off (kind InputOutput).</exception>
    internal void RequireWhole() => (root ?? this).source?.File?.RequireWhole();

    /// <summary>An interpreter begins to use the model.</summary>
    /// <exception cref="ObjectDisposedException">Nobody uses it any more.</exception>
    internal void AddUser()
    {
        for (var seen = Volatile.Read(ref users); ;)
        {
            ObjectDisposedException.ThrowIf(seen == 0, this);
            var found = Interlocked.CompareExchange(ref users, seen + 1, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }

    internal void RemoveUser()
    {
        if (Interlocked.Decrement(ref users) == 0)
        {
            Free();
        }
    }

    private static SharedModel Open(TFLiteFile file, string name) => new(file.Model, file, name, file.ReadAgain);

    private static void Prepare(Model model)
    {
        SubgraphNesting.Require(model);
        foreach (var node in model.Subgraphs.SelectMany(graph => graph.Nodes))
        {
            OperatorSignature.RequireOperands(node);
        }

        UseTensorsForLists.Apply(model);
        ResourceShapes.Declare(model);
        foreach (var graph in model.Subgraphs)
        {
            PassRunner.Run(graph, Pipelines.Loading);
            PassRunner.Run(graph, Pipelines.RunTime, model: model);
        }

        RefuseUnsupportedNodes(model);
    }

    private static void RefuseUnsupportedNodes(Model model)
    {
        var refused = new List<string>();
        foreach (var node in model.Subgraphs.SelectMany(graph => graph.Nodes))
        {
            if (KernelSelection.Choose(node, out var reason) is null)
            {
                refused.Add($"{node.Where} ({reason})");
            }
        }

        if (refused.Count != 0)
        {
            throw new OctavoException(
                ErrorKind.UnsupportedOperator, $"{refused.Count} of the model's nodes cannot be run: {string.Join("; ", refused)}",
                hint: "The file can still be inspected and quantized.");
        }
    }

    private void Free()
    {
        if (root is not null)
        {
            root.RemoveUser();
            return;
        }

        Weights.Dispose();
        source?.Dispose();
    }

    /// <summary>What the constants lie in: a mapped file that nobody disposed is closed when its model is collected.</summary>
    private sealed class OpenSource(IDisposable source) : IDisposable
    {
        ~OpenSource() => source.Dispose();

        public TFLiteFile? File => source as TFLiteFile;

        public void Dispose()
        {
            source.Dispose();
            GC.SuppressFinalize(this);
        }
    }
}
