using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>
/// Makes a plan: infers all shapes from those of the inputs, computes at once what depends on shapes alone, prepares a step for each
/// other node, and lays their values out in one arena. Nodes whose shapes depend on data become <see cref="LateStep"/>s.
/// </summary>
internal sealed unsafe class Planner(RunnableModel model, Graph graph, WorkerPool workers, KernelMode mode, VariableStore variables, ResourceStore resources)
{
    /// <summary>Results of shape arithmetic up to this many elements are computed while planning.</summary>
    private const long MostKnownElements = 4096;

    private readonly Dictionary<Value, Operand> operands = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, Tensor> known = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Value> late = new(ReferenceEqualityComparer.Instance);
    private readonly List<PlannedStep> steps = [];
    private readonly List<IDisposable> memory = [];
    private readonly List<(ScratchMemory Region, long Offset)> scratches = [];

    /// <summary>Whether whoever runs the plan gives the graph's inputs their memory.</summary>
    public bool BorrowsInputs { get; init; }

    /// <param name="inputShapes">A known shape for each of the graph's inputs.</param>
    /// <exception cref="OctavoException">Shapes do not go together.</exception>
    public Plan Make(IReadOnlyList<Shape> inputShapes)
    {
        for (var index = 0; index < graph.Inputs.Count; index++)
        {
            OperandOf(graph.Inputs[index]).Shape = inputShapes[index];
        }

        try
        {
            foreach (var node in graph.Nodes)
            {
                AddNode(node);
            }

            foreach (var output in graph.Outputs)
            {
                OperandOf(output);
            }

            var arena = GiveMemory();
            return new Plan(graph, steps, operands, memory) { ArenaSizeInBytes = arena };
        }
        catch
        {
            memory.ForEach(item => item.Dispose());
            throw;
        }
    }

    private Operand OperandOf(Value value)
    {
        if (!operands.TryGetValue(value, out var operand))
        {
            operand = new Operand(value);
            if (value.Constant is { } constant)
            {
                if (constant.ElementType == ElementType.String)
                {
                    operand.Strings = [.. constant.Evaluate().Strings];
                }
                else
                {
                    operand.Materialize = () => model.Weights.PointerOf(constant);
                }
            }
            else if (value.IsVariable && value.Shape.IsKnown)
            {
                operand.Pointer = variables.PointerOf(value, value.Shape);
            }

            operands.Add(value, operand);
        }

        return operand;
    }

    private void AddNode(Node node)
    {
        var context = new PlanShapeContext(node, OperandOf, known);
        var isLate = node.Inputs.OfType<Value>().Any(late.Contains);
        if (!isLate)
        {
            ShapeStates(node, context);
        }

        var shapes = isLate ? [] : ((IShapeInference)node.Operator).InferOutputs(context);
        if (!isLate && shapes.Length < node.Outputs.Count)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "the node has more outputs than its operator", node.Where, $"{shapes.Length}", $"{node.Outputs.Count}");
        }

        if (!isLate && TryKnow(node, context, out var tensors))
        {
            for (var index = 0; index < node.Outputs.Count; index++)
            {
                Know(node.Outputs[index], tensors[index]);
            }

            return;
        }

        isLate = isLate || ResourceShapeChanges(node) || shapes.Any(output => !output.Shape.IsKnown) || node.Outputs.Any(IsText);
        for (var index = 0; index < node.Outputs.Count; index++)
        {
            var operand = OperandOf(node.Outputs[index]);
            if (!isLate)
            {
                operand.Shape = shapes[index].Shape;
            }
            else
            {
                operand.Shape = Shape.Unknown;
                var store = new GrowingMemory();
                memory.Add(store);
                operand.Grow = store.GiveTo;
                late.Add(node.Outputs[index]);
            }
        }

        steps.Add(new PlannedStep(node, isLate ? MakeLateStep(node, context) : KernelSelection.Prepare(MakeContext(node)), isLate));
    }

    /// <summary>Values whose elements have sizes of their own; a handle has no elements.</summary>
    private static bool IsText(Value value) => !value.ElementType.HasFixedSize() && value.ElementType != ElementType.Resource;

    /// <summary>Whether the node reads a resource whose shape only a run tells; tells resources which shapes they are read and assigned in.</summary>
    private bool ResourceShapeChanges(Node node)
    {
        if (node.Operator is not (IResourceReader or IResourceWriter))
        {
            return false;
        }

        var resource = OperandOf(node.Input(0)).Resource as StoredResource;
        var shape = node.Operator is IResourceWriter writer ? OperandOf(node.Input(writer.AssignedInput)).Shape : node.Output.Shape;
        resource?.Expect(shape);
        return node.Operator is IResourceReader && resource is not { HasChangingShape: false };
    }

    private LateStep MakeLateStep(Node node, PlanShapeContext context)
    {
        var store = new GrowingMemory();
        memory.Add(store);
        return new LateStep(node, context, () =>
        {
            store.Dispose();
            ShapeStates(node, context);
            return MakeContext(node, store);
        });
    }

    /// <summary>The plan of a graph that a node runs, with memory of its own but for its inputs.</summary>
    private Plan PlanSubgraph(Graph callee, IReadOnlyList<Shape> shapes) => new Planner(model, callee, workers, mode, variables, resources) { BorrowsInputs = true }.Make(shapes);

    /// <summary>Gives a node's variables the shapes that its other inputs ask for.</summary>
    /// <exception cref="OctavoException">A variable has no known shape (kind MalformedModel).</exception>
    private void ShapeStates(Node node, PlanShapeContext context)
    {
        for (var index = 0; index < node.Inputs.Count; index++)
        {
            if (node.Inputs[index] is { IsVariable: true } variable)
            {
                var operand = OperandOf(variable);
                operand.Shape = (node.Operator as IStateShapes)?.StateShape(context, index) ?? operand.Shape;
                operand.Pointer = variables.PointerOf(variable, operand.Shape);
            }
        }
    }

    /// <summary>Steps use the same scratch memory one after the other; the regions of one step lie side by side.</summary>
    private NodeKernelContext MakeContext(Node node, GrowingMemory? scratch = null)
    {
        var offset = 0L;
        return new(
            node, workers, mode, model.Weights,
            [.. node.Inputs.Select(input => input is null ? null : OperandOf(input))],
            [.. node.Outputs.Select(OperandOf)],
            size =>
            {
                var region = new ScratchMemory(size);
                if (scratch is null)
                {
                    scratches.Add((region, offset));
                    offset = checked(offset + ((size + AlignedMemory.Alignment - 1) / AlignedMemory.Alignment * AlignedMemory.Alignment));
                }
                else
                {
                    region.Pointer = scratch.Extend(size);
                }

                return region;
            },
            callee =>
            {
                var run = new PlannedSubgraph(callee, PlanSubgraph);
                if (scratch is null)
                {
                    memory.Add(run);
                }
                else
                {
                    scratch.Keep(run);
                }

                return run;
            },
            resources);
    }

    /// <summary>Whether the node's outputs follow from shapes and small constants: shape arithmetic, done once per plan.</summary>
    private static bool TryKnow(Node node, PlanShapeContext context, out IReadOnlyList<Tensor> tensors)
    {
        tensors = [];
        if (node.Operator is IShapeQuery query && query.Answer(context) is { } answer)
        {
            tensors = [answer];
            return true;
        }

        if (node.Inputs.Count == 0 || node.Operator is IStatefulOperator or ISubgraphOperator || !node.Inputs.Any(input => input is { IsConstant: false })
            || !node.Inputs.All(input => input is null || context.IsKnown(input))
            || !node.Outputs.All(output => output.ElementType.HasFixedSize())
            || node.Inputs.OfType<Value>().Sum(context.KnownElements) > MostKnownElements)
        {
            return false;
        }

        tensors = NodeEvaluator.Evaluate(node, [.. node.Inputs.Select((_, index) => context.Known(index))]);
        return true;
    }

    private void Know(Value value, Tensor tensor)
    {
        known.Add(value, tensor);
        var operand = OperandOf(value);
        operand.Shape = tensor.Shape;
        var store = new AlignedMemory(tensor.Bytes.Length);
        memory.Add(store);
        tensor.Bytes.Span.CopyTo(new Span<byte>(store.Pointer, tensor.Bytes.Length));
        operand.Pointer = store.Pointer;
    }

    /// <summary>Gives memory to inputs (their own, so that they survive an invocation), to intermediate values (the arena) and to scratch.</summary>
    private long GiveMemory()
    {
        foreach (var input in graph.Inputs.Where(input => !BorrowsInputs && input.ElementType.HasFixedSize()))
        {
            RequireMemory(operands[input].SizeInBytes);
            var store = new AlignedMemory(operands[input].SizeInBytes);
            memory.Add(store);
            operands[input].Pointer = store.Pointer;
        }

        var lives = ValueLives.Find(graph, steps, value => operands[value], late);
        var buffers = lives.Select(life => new ArenaLayout.Buffer(life.SizeInBytes, life.FirstStep, life.LastStep)).ToList();
        var (offsets, size) = ArenaLayout.Place(buffers);
        var scratchSize = scratches.Count == 0 ? 0 : scratches.Max(scratch => scratch.Offset + scratch.Region.SizeInBytes);
        RequireMemory(checked(size + scratchSize));
        var arena = new AlignedMemory(size + scratchSize);
        memory.Add(arena);
        for (var index = 0; index < lives.Count; index++)
        {
            foreach (var value in lives[index].Values)
            {
                operands[value].Pointer = arena.Pointer + offsets[index];
            }
        }

        scratches.ForEach(scratch => scratch.Region.Pointer = arena.Pointer + size + scratch.Offset);
        return size + scratchSize;
    }

    private void RequireMemory(long sizeInBytes)
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (sizeInBytes > available)
        {
            throw new OctavoException(
                ErrorKind.UnsupportedFeature, "the model needs more memory than the machine has", graph.ToString(), $"at most {available} bytes", $"{sizeInBytes} bytes",
                "Check the shapes of the model's inputs.");
        }
    }
}
