using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>
/// Makes a plan: infers all shapes from those of the inputs, computes at once what depends on shapes alone, prepares a step for each
/// other node, and lays their values out in one arena. Nodes whose shapes depend on data become <see cref="LateStep"/>s.
/// </summary>
internal sealed unsafe partial class Planner(RunEnvironment environment, Graph graph, VariableStore variables, SubgraphPlans subgraphs)
{
    private readonly SharedModel model = environment.Model;
    private readonly ResourceStore resources = environment.Resources;
    private readonly Dictionary<Value, Operand> operands = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, Tensor> known = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Value> late = new(ReferenceEqualityComparer.Instance);
    private readonly List<PlannedStep> steps = [];
    private readonly List<IDisposable> memory = [];
    private readonly List<(ScratchMemory Region, long Offset)> scratches = [];
    private readonly PlanVariables variableUses = new(variables);
    private bool isAsDeclared;

    /// <summary>Whether whoever runs the plan gives the graph's inputs their memory.</summary>
    public bool BorrowsInputs { get; init; }

    /// <param name="inputShapes">A known shape for each of the graph's inputs.</param>
    /// <exception cref="OctavoException">Shapes do not go together.</exception>
    public Plan Make(IReadOnlyList<Shape> inputShapes)
    {
        using var remembered = SubgraphShapes.Remember();
        isAsDeclared = true;
        for (var index = 0; index < graph.Inputs.Count; index++)
        {
            var input = graph.Inputs[index];
            CheckedSize.RequireTensor(input.ElementType, inputShapes[index], $"input {input}");
            OperandOf(input).Shape = inputShapes[index];
            isAsDeclared &= input.Shape == inputShapes[index];
        }

        Node? planned = null;
        try
        {
            foreach (var node in graph.Nodes)
            {
                planned = node;
                AddNode(node);
            }

            planned = null;
            foreach (var output in graph.Outputs)
            {
                if (output.IsVariable)
                {
                    variables.GiveTo(OperandOf(output));
                }

                OperandOf(output);
            }

            var arena = GiveMemory();
            RequireOperands();
            return new Plan(environment, graph, steps, operands, memory, variableUses) { ArenaSizeInBytes = arena };
        }
        catch (Exception error)
        {
            memory.ForEach(item => item.Dispose());
            if (FaultGuard.IsFault(error))
            {
                throw FaultGuard.Report(error, model.PlaceOf(planned));
            }

            throw;
        }
    }

    /// <summary>Every step of fixed shapes finds its operands in memory that holds them; late steps look for themselves.</summary>
    private void RequireOperands()
    {
        foreach (var (node, _, isLate) in steps)
        {
            foreach (var value in isLate ? [] : node.Inputs.OfType<Value>().Concat(node.Outputs))
            {
                if (!(BorrowsInputs && value.IsInput))
                {
                    operands[value].RequireMemory(node.Where);
                }
            }
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
                    operand.Materialize = () => (model.Weights.PointerOf(constant), constant.SizeInBytes);
                }
            }
            else if (value.IsVariable)
            {
                variableUses.Add(operand);
            }

            operands.Add(value, operand);
        }

        return operand;
    }

    private void AddNode(Node node)
    {
        var facts = new PlanFacts(OperandOf, known);
        var context = new ShapeContext(node, facts);
        var isLate = node.Inputs.OfType<Value>().Any(late.Contains);
        if (!isLate)
        {
            variableUses.Shape(node, context, OperandOf);
        }

        var shapes = isLate ? [] : isAsDeclared ? OutputInference.InferDeclared(node, context) : OutputInference.Infer(node, context);
        if (!isLate && Known(node, context, shapes) is { } tensors)
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

        steps.Add(new PlannedStep(node, isLate ? MakeLateStep(node, facts) : KernelSelection.Prepare(MakeContext(node)), isLate));
    }

    /// <summary>Values whose elements have sizes of their own; a handle has no elements.</summary>
    private static bool IsText(Value value) => !value.ElementType.HasFixedSize() && value.ElementType != ElementType.Resource;

    /// <summary>
    /// Whether the node reads a resource whose shape only a run tells; tells resources which shapes they are read and assigned in.
    /// </summary>
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

    private LateStep MakeLateStep(Node node, PlanFacts facts)
    {
        var store = new GrowingMemory();
        memory.Add(store);
        var context = new ShapeContext(node, facts);
        return new LateStep(node, facts, () =>
        {
            store.Dispose();
            variableUses.Shape(node, context, OperandOf);
            return MakeContext(node, store);
        });
    }

    /// <summary>The plan of a graph that a node runs, with memory of its own but for its inputs.</summary>
    private Plan PlanSubgraph(Graph callee, IReadOnlyList<Shape> shapes) =>
        new Planner(environment, callee, variables, subgraphs) { BorrowsInputs = true }.Make(shapes);

    /// <summary>Steps use the same scratch memory one after the other; the regions of one step lie side by side.</summary>
    private NodeKernelContext MakeContext(Node node, GrowingMemory? scratch = null)
    {
        var offset = 0L;
        return new(
            node, environment.Workers, environment.Kernels, model.Weights,
            [.. node.Inputs.Select(input => input is null ? null : OperandOf(input))],
            [.. node.Outputs.Select(OperandOf)],
            size =>
            {
                var region = new ScratchMemory(size);
                if (scratch is null)
                {
                    scratches.Add((region, offset));
                    offset =
                        CheckedSize.Sum(offset, (size + AlignedMemory.Alignment - 1) / AlignedMemory.Alignment * AlignedMemory.Alignment);
                }
                else
                {
                    region.Pointer = scratch.Extend(size);
                }

                return region;
            },
            callee =>
            {
                var run = new PlannedSubgraph(callee, subgraphs, environment.Watch, PlanSubgraph);
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

    /// <summary>
    /// Gives memory to inputs (their own, so that they survive an invocation), to intermediate values (the arena) and to scratch.
    /// </summary>
    private long GiveMemory()
    {
        foreach (var input in graph.Inputs.Where(input => !BorrowsInputs && input.ElementType.HasFixedSize()))
        {
            var store = new AlignedMemory(operands[input].SizeInBytes);
            memory.Add(store);
            operands[input].GiveMemory(store.Pointer, store.ByteCount);
        }

        variableUses.GiveMemory();

        var lives = ValueLives.Find(graph, steps, value => operands[value], late);
        var buffers = lives.Select(life => new ArenaLayout.Buffer(life.SizeInBytes, life.FirstStep, life.LastStep)).ToList();
        var (offsets, size) = ArenaLayout.Place(buffers);
        var scratchSize = scratches.Count == 0 ? 0 : scratches.Max(scratch => scratch.Offset + scratch.Region.SizeInBytes);
        var arena = GuardPages.AreWanted ? null : Own(CheckedSize.Sum(size, scratchSize));
        for (var index = 0; index < lives.Count; index++)
        {
            var first = arena is null ? Own(lives[index].SizeInBytes).Pointer : arena.Pointer + offsets[index];
            lives[index].Values.ForEach(value => operands[value].GiveMemory(first, lives[index].SizeInBytes));
        }

        scratches.ForEach(scratch =>
            scratch.Region.Pointer = arena is null ? Own(scratch.Region.SizeInBytes).Pointer : arena.Pointer + size + scratch.Offset);
        return size + scratchSize;
    }

    private AlignedMemory Own(long sizeInBytes)
    {
        var own = new AlignedMemory(sizeInBytes).WithoutContents();
        memory.Add(own);
        return own;
    }
}
