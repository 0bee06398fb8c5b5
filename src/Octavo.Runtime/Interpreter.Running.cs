using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Octavo.Operators;
using Octavo.Runtime;
using Octavo.Tensors;

namespace Octavo;

/// <summary>Planning and running.</summary>
public sealed partial class Interpreter
{
    /// <summary>What <see cref="plan"/> was made for.</summary>
    private readonly Shape[] plannedShapes;

    /// <summary>Inputs that wait for a plan: set before there is one, or kept when another input's resize makes a new one.</summary>
    private readonly Tensor?[] waiting;

    /// <summary>Stays as it is, and usable, until the next one is made.</summary>
    private Plan? plan;
    private int plannedChanges;
    private bool isOutOfDate;
    private bool hasOutputs;

    /// <summary>
    /// Gives an input another shape; the next use plans anew, and the input's elements are not defined until they are set. Variables and
    /// the other inputs keep their elements. Where the new shapes turn out not to fit, that use throws, and all inputs go back to the
    /// shapes (and elements) of the last plan, if there was one.
    /// </summary>
    /// <exception cref="OctavoException">
    /// There is no such input or the shape is not fully known (kind Usage), or it needs more memory than there is (kind OutOfMemory);
    /// nothing has changed then.
    /// </exception>
    public void ResizeInput(int index, Shape shape)
    {
        using var use = Enter();
        var value = InputValue(index);
        RequireKnown(shape, InputNames[index]);
        if (inputShapes[index] == shape)
        {
            return;
        }

        RequireMemory(shape, value.ElementType, InputNames[index]);
        inputShapes[index] = shape;
        waiting[index] = null;
        isOutOfDate = true;
        hasOutputs = false;
    }

    /// <inheritdoc cref="ResizeInput(int, Shape)"/>
    public void ResizeInput(string name, Shape shape) => ResizeInput(IndexOfInput(name), shape);

    /// <summary>Computes all outputs. Allocates nothing, once it has run for the present shapes, unless shapes depend on data.</summary>
    /// <exception cref="OctavoException">
    /// Shapes do not go together, an element is out of an operator's domain, or a limit of <see cref="InterpreterOptions"/> was reached
    /// (kinds OutOfMemory and LimitReached); or the file was cut off since it was opened (kind InputOutput). The outputs cannot be read
    /// then, and variables may hold a part of the step.
    /// </exception>
    public void Invoke() => Invoke(CancellationToken.None);

    /// <inheritdoc cref="Invoke()"/>
    /// <param name="cancellationToken">Looked at before each node, each step of a loop and each part of a node that threads share.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; variables may hold a part of the step.</exception>
    public void Invoke(CancellationToken cancellationToken) => Run(null, cancellationToken);

    /// <summary><see cref="Invoke(CancellationToken)"/> on the thread pool. Until it ends the interpreter is not to be used.</summary>
    public Task InvokeAsync(CancellationToken cancellationToken = default) => Task.Run(() => Invoke(cancellationToken), cancellationToken);

    /// <summary>Plans without running, so that shape errors come out and the first invocation is as fast as the others.</summary>
    /// <exception cref="OctavoException">Shapes do not go together, or need more memory than there is.</exception>
    public void Prepare()
    {
        using var use = Enter();
        Guarded(static interpreter => interpreter.Fresh());
    }

    /// <summary>Runs once and gives each node's time.</summary>
    /// <inheritdoc cref="Invoke()"/>
    public IReadOnlyList<StepTime> InvokeProfiled()
    {
        var times = new List<StepTime>();
        Run(times, CancellationToken.None);
        return times;
    }

    /// <summary>
    /// Sets the state back to what it was before the first invocation: variables (recurrent state) to zero; resources to not assigned, so
    /// that their initialization runs anew. Resources are reset for all signatures of this interpreter.
    /// </summary>
    public void ResetVariables()
    {
        using var use = Enter();
        variables.Reset();
        environment.Resources.Reset();
    }

    /// <summary>Lets a token cancel every invocation until another one is set.</summary>
    internal void SetOuterToken(CancellationToken token) => environment.Watch.OuterToken = token;

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

    private void Run(List<StepTime>? times, CancellationToken cancellationToken)
    {
        using var use = Enter();
        using var budget = environment.Budget.Enter();
        hasOutputs = false;
        try
        {
            using var watching = environment.Watch.Begin(cancellationToken);
            environment.Model.RequireWhole();
            var fresh = Fresh();
            variables.StartAnew();
            if (times is null)
            {
                fresh.Run();
            }
            else
            {
                RunProfiled(fresh, times);
            }

            hasOutputs = true;
        }
        catch (CallbackException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerException!);
        }
        catch (OutOfMemoryException error)
        {
            throw MemoryErrors.Describe(error, environment.Model.Name);
        }
        catch (OperationCanceledException error) when (environment.Watch.Interruption.IsRequested)
        {
            throw environment.Watch.Describe(error, this, cancellationToken);
        }
    }

    private void RunProfiled(Plan fresh, List<StepTime> times)
    {
        for (var index = 0; index < fresh.Steps.Count; index++)
        {
            var start = Stopwatch.GetTimestamp();
            fresh.Run(index);
            var node = fresh.Steps[index].Node;
            times.Add(new StepTime(node.Id, node.Name, node.Operator.Name, Stopwatch.GetElapsedTime(start)));
        }
    }

    private void Set(int index, Tensor tensor)
    {
        ResizeInput(index, tensor.Shape);
        if (plan is null || isOutOfDate)
        {
            waiting[index] = tensor;
        }
        else
        {
            Write(plan[signature.Graph.Inputs[index]], tensor);
        }
    }

    /// <summary>The plan for the present shapes, with errors of memory in Octavo's words.</summary>
    private Plan Ready() => plan is { } current && !isOutOfDate ? current : Guarded(static interpreter => interpreter.Planned());

    private Plan Computed(int output) => plan is { } current && hasOutputs ? current : throw new OctavoException(
        ErrorKind.Usage, "the output was not computed yet", OutputNames[output], "an invocation for the present shapes",
        hint: "Call Invoke first.");

    private Plan Guarded(Func<Interpreter, Plan> make)
    {
        using var budget = environment.Budget.Enter();
        try
        {
            environment.Watch.Interruption.Clear();
            return make(this);
        }
        catch (OutOfMemoryException error)
        {
            throw MemoryErrors.Describe(error, environment.Model.Name);
        }
    }

    private void RequireMemory(Shape shape, ElementType type, string name)
    {
        var bytes = (double)(type.HasFixedSize() ? type.BitsPerElement() : 64) / 8;
        foreach (var size in shape.ToArray())
        {
            bytes *= size;
        }

        if (bytes > environment.Budget.Limit)
        {
            throw MemoryErrors.Exceeds(bytes < long.MaxValue ? (long)bytes : long.MaxValue, environment.Budget.AllHeldBytes,
                environment.Budget.Limit, name);
        }
    }

    /// <summary>The plan for an invocation: made anew where a resource turned out to change its shape since it was made.</summary>
    private Plan Fresh()
    {
        isOutOfDate |= plannedChanges != environment.Resources.ChangingShapes;
        return Planned();
    }

    private Plan Planned()
    {
        if (plan is { } current && !isOutOfDate)
        {
            return current;
        }

        var former = plan;
        variables.Commit();
        KeepInputs();
        try
        {
            plan = MakePlan();
        }
        catch
        {
            variables.Restore();
            Restore();
            throw;
        }

        variables.Commit();
        former?.Dispose();
        isOutOfDate = false;
        inputShapes.CopyTo(plannedShapes, 0);
        WriteWaiting();
        return plan;
    }

    /// <summary>Plans until no resource turns out to change its shape any more: those that were planned before are few.</summary>
    private Plan MakePlan()
    {
        while (true)
        {
            plannedChanges = environment.Resources.ChangingShapes;
            var made = new Planner(environment, signature.Graph, variables, new SubgraphPlans()).Make(inputShapes);
            if (plannedChanges == environment.Resources.ChangingShapes)
            {
                return made;
            }

            made.Dispose();
        }
    }

    /// <summary>Goes back to the shapes that the present plan was made for, with the elements that were set for them.</summary>
    private void Restore()
    {
        if (plan is not null)
        {
            (isOutOfDate, plannedChanges) = (false, -1);
            plannedShapes.CopyTo(inputShapes, 0);
            WriteWaiting();
        }
    }

    private void WriteWaiting()
    {
        for (var index = 0; index < waiting.Length; index++)
        {
            var operand = plan![signature.Graph.Inputs[index]];
            if (waiting[index] is { } tensor && tensor.Shape == inputShapes[index])
            {
                Write(operand, tensor);
            }
            else if (operand.ElementType == ElementType.String && operand.Strings.Length != operand.ElementCount)
            {
                operand.Strings = new ReadOnlyMemory<byte>[operand.ElementCount];
            }

            waiting[index] = null;
        }
    }

    /// <summary>Copies the elements of inputs that keep their shapes out of the present plan.</summary>
    private void KeepInputs()
    {
        for (var index = 0; plan is not null && index < waiting.Length; index++)
        {
            if (waiting[index] is null && inputShapes[index] == plannedShapes[index])
            {
                waiting[index] = plan[signature.Graph.Inputs[index]].ToTensor();
            }
        }
    }
}
