using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>
/// Runs one signature of a model for one caller at a time. Set inputs, <see cref="Invoke"/>, read outputs. The first invocation after
/// construction or a resize plans; the others allocate nothing.
/// </summary>
public sealed partial class Interpreter : IDisposable
{
    private readonly RunnableModel model;
    private readonly InterpreterOptions options;
    private readonly Signature signature;
    private readonly WorkerPool workers;
    private readonly VariableStore variables = new();
    private readonly ResourceStore resources;
    private readonly bool ownsResources;
    private readonly Shape[] inputShapes;

    /// <summary>Inputs that wait for a plan: set before there is one, or kept when another input's resize drops it.</summary>
    private readonly Tensor?[] waiting;
    private Plan? plan;
    private int plannedChanges;

    /// <param name="model">Shared with other interpreters; must outlive this one.</param>
    /// <exception cref="OctavoException">The signature does not exist.</exception>
    public Interpreter(RunnableModel model, InterpreterOptions? options = null)
        : this(model, options, null)
    {
    }

    private Interpreter(RunnableModel model, InterpreterOptions? options, ResourceStore? shared)
    {
        resources = shared ?? new ResourceStore();
        ownsResources = shared is null;
        this.model = model;
        this.options = options ?? new InterpreterOptions();
        signature = model.Signature(this.options.Signature);
        workers = new WorkerPool(Math.Max(1, this.options.Threads));
        inputShapes = [.. signature.Graph.Inputs.Select(input => Concrete(input.Shape))];
        waiting = new Tensor?[inputShapes.Length];
        InputNames = [.. signature.Graph.Inputs.Select(value => NameOf(signature.Inputs, value))];
        OutputNames = [.. signature.Graph.Outputs.Select(value => NameOf(signature.Outputs, value))];
    }

    /// <summary>The names that the signature gives its inputs, in the order of the file.</summary>
    public IReadOnlyList<string> InputNames { get; }

    public IReadOnlyList<string> OutputNames { get; }

    public int InputCount => inputShapes.Length;

    public int OutputCount => signature.Graph.Outputs.Count;

    /// <summary>Bytes of the arena of the present plan: intermediate values and scratch.</summary>
    public long ArenaSizeInBytes => Planned().ArenaSizeInBytes;

    public InterpreterTensor Input(int index)
    {
        var value = signature.Graph.Inputs[CheckIndex(index, InputCount, "input")];
        return new InterpreterTensor(InputNames[index], value.ElementType, value.Shape, inputShapes[index], value.Quantization);
    }

    /// <summary>An output; a size that only data decides is unknown before the first invocation.</summary>
    public InterpreterTensor Output(int index)
    {
        var value = signature.Graph.Outputs[CheckIndex(index, OutputCount, "output")];
        return new InterpreterTensor(OutputNames[index], value.ElementType, value.Shape, Planned()[value].Shape, value.Quantization);
    }

    /// <summary>The index of an input by its name.</summary>
    /// <exception cref="OctavoException">No input has this name (kind InvalidData).</exception>
    public int IndexOfInput(string name)
    {
        var index = InputNames.ToList().IndexOf(name);
        return index >= 0 ? index : throw new OctavoException(
            ErrorKind.InvalidData, $"the model has no input '{name}'", expected: string.Join(", ", InputNames.Select(known => $"'{known}'")));
    }

    /// <summary>Gives an input another shape; the next use plans anew. Variables and the other inputs keep their elements.</summary>
    /// <param name="shape">Known, of the declared rank, and equal where the declared shape is fixed by an unknown size's absence only if the file says so.</param>
    /// <exception cref="OctavoException">The shape is not fully known (kind Usage).</exception>
    public void ResizeInput(int index, Shape shape)
    {
        CheckIndex(index, InputCount, "input");
        if (!shape.IsKnown)
        {
            throw new OctavoException(ErrorKind.Usage, "an input needs a fully known shape", InputNames[index], found: shape.ToString());
        }

        if (inputShapes[index] != shape)
        {
            KeepInputs();
            inputShapes[index] = shape;
            waiting[index] = null;
            DropPlan();
        }
    }

    /// <summary>The elements of an input, to be written before <see cref="Invoke"/>. Valid until the next resize.</summary>
    /// <exception cref="OctavoException"><typeparamref name="T"/> is not the input's type (kind Usage).</exception>
    public Span<T> InputSpan<T>(int index)
        where T : unmanaged => SpanOf<T>(signature.Graph.Inputs[CheckIndex(index, InputCount, "input")], InputNames[index]);

    /// <summary>The elements of an output, as the last <see cref="Invoke"/> left them. Valid until the next invocation or resize.</summary>
    public ReadOnlySpan<T> OutputSpan<T>(int index)
        where T : unmanaged => SpanOf<T>(signature.Graph.Outputs[CheckIndex(index, OutputCount, "output")], OutputNames[index]);

    /// <summary>Copies a tensor into an input, resizing it where the shapes differ.</summary>
    /// <exception cref="OctavoException">The element types differ, or the model's declared shape does not admit the tensor's (kind InvalidData).</exception>
    public void SetInput(int index, Tensor tensor)
    {
        var value = signature.Graph.Inputs[CheckIndex(index, InputCount, "input")];
        if (tensor.ElementType != value.ElementType)
        {
            throw new OctavoException(ErrorKind.InvalidData, "the input has another element type", InputNames[index], value.ElementType.ToString(), tensor.ElementType.ToString());
        }

        ResizeInput(index, tensor.Shape);
        if (plan is null)
        {
            waiting[index] = tensor;
        }
        else
        {
            Write(plan[value], tensor);
        }
    }

    /// <summary>Copies an output out.</summary>
    public Tensor GetOutput(int index) => Planned()[signature.Graph.Outputs[CheckIndex(index, OutputCount, "output")]].ToTensor();

    /// <summary>Computes all outputs. Allocates nothing, once it has run for the present shapes and where no shape depends on data.</summary>
    /// <exception cref="OctavoException">Shapes do not go together, or an element is out of an operator's domain.</exception>
    public void Invoke() => Fresh().Run();

    /// <summary>Plans without running, so that shape errors come out and the first invocation is as fast as the others.</summary>
    public void Prepare() => Fresh();

    /// <summary>Runs once and gives each node's time.</summary>
    public IReadOnlyList<StepTime> InvokeProfiled()
    {
        var steps = Fresh().Steps;
        var times = new StepTime[steps.Count];
        for (var index = 0; index < steps.Count; index++)
        {
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            steps[index].Step.Run();
            times[index] = new StepTime(steps[index].Node.Name, steps[index].Node.Operator.Name, System.Diagnostics.Stopwatch.GetElapsedTime(start));
        }

        return times;
    }

    /// <summary>
    /// Sets the state back to what it was before the first invocation: variables (recurrent state) to zero; resources to not assigned, so that their
    /// initialization runs anew. Resources are reset for all interpreters that share them.
    /// </summary>
    public void ResetVariables()
    {
        variables.Reset();
        resources.Reset();
    }

    /// <summary>Another interpreter of the same model and options, for another signature. Both see the same resources; this one must outlive it.</summary>
    /// <exception cref="OctavoException">There is no such signature (kind Usage).</exception>
    public Interpreter ForSignature(string name) => new(model, options with { Signature = name }, resources);

    public void Dispose()
    {
        DropPlan();
        variables.Dispose();
        if (ownsResources)
        {
            resources.Dispose();
        }

        workers.Dispose();
    }

    private static Shape Concrete(Shape shape) => shape.HasRank ? new Shape([.. shape.ToArray().Select(size => size == Shape.UnknownSize ? 1 : size)]) : Shape.Scalar;

    private static string NameOf(IEnumerable<KeyValuePair<string, Value>> names, Value value) =>
        names.FirstOrDefault(pair => ReferenceEquals(pair.Value, value)).Key ?? value.Name;

    private static int CheckIndex(int index, int count, string what) => index >= 0 && index < count
        ? index
        : throw new OctavoException(ErrorKind.Usage, $"there is no {what} {index}", expected: count == 0 ? $"no {what} at all" : $"0 to {count - 1}");

    private static void Write(Operand operand, Tensor tensor)
    {
        if (tensor.ElementType == ElementType.String)
        {
            operand.Strings = [.. tensor.Strings];
        }
        else
        {
            tensor.Bytes.Span.CopyTo(operand.Bytes);
        }
    }

    /// <summary>The plan for an invocation: made anew where a resource turned out to change its shape since it was made.</summary>
    private Plan Fresh()
    {
        if (plan is not null && plannedChanges != resources.ChangingShapes)
        {
            KeepInputs();
            DropPlan();
        }

        return Planned();
    }

    private Plan Planned()
    {
        if (plan is not null)
        {
            return plan;
        }

        plan = MakePlan();
        for (var index = 0; index < waiting.Length; index++)
        {
            if (waiting[index] is { } tensor)
            {
                Write(plan[signature.Graph.Inputs[index]], tensor);
                waiting[index] = null;
            }
        }

        return plan;
    }

    /// <summary>Plans until no resource turns out to change its shape any more: those that were planned before are few.</summary>
    private Plan MakePlan()
    {
        while (true)
        {
            plannedChanges = resources.ChangingShapes;
            var made = new Planner(model, signature.Graph, workers, options.Kernels, variables, resources).Make(inputShapes);
            if (plannedChanges == resources.ChangingShapes)
            {
                return made;
            }

            made.Dispose();
        }
    }

    private void KeepInputs()
    {
        for (var index = 0; plan is not null && index < waiting.Length; index++)
        {
            var operand = plan[signature.Graph.Inputs[index]];
            waiting[index] = operand.ToTensor();
        }
    }

    private void DropPlan()
    {
        plan?.Dispose();
        plan = null;
    }

    private Span<T> SpanOf<T>(Value value, string name)
        where T : unmanaged => value.ElementType.IsStoredAs<T>()
        ? Planned()[value].Span<T>()
        : throw new OctavoException(ErrorKind.Usage, "the tensor has another element type", name, value.ElementType.ToString(), typeof(T).Name);
}
