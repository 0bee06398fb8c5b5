using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Turns one graph of TensorFlow into one of TFLite's operators, node by node.</summary>
internal sealed partial class GraphImport
{
    private readonly GraphBuilder builder;
    private readonly UnsupportedOperations unsupported;
    private readonly Dictionary<NodeOutput, Value> values = [];
    private readonly HashSet<string> poisoned = new(StringComparer.Ordinal);
    private readonly HashSet<NodeOutput> untaken = [];
    private readonly HashSet<Value> named = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> ambiguous;
    private readonly HashSet<string> clashing;

    /// <param name="source">The graph, calls inlined.</param>
    /// <param name="variables">Those of the model.</param>
    /// <param name="unsupported">Collects what cannot be imported.</param>
    public GraphImport(TensorFlowGraph source, ModelVariables variables, UnsupportedOperations unsupported)
        : this(source, variables, unsupported, new GraphEdit(new Graph(source.Name)))
    {
    }

    private GraphImport(TensorFlowGraph source, ModelVariables variables, UnsupportedOperations unsupported, GraphEdit edit)
    {
        Source = StructuredControlFlow.Of(source);
        Edit = edit;
        builder = new GraphBuilder(edit) { ChecksOperands = true };
        this.variables = variables;
        this.unsupported = unsupported;
        ambiguous = [.. Source.Nodes.CountBy(node => node.SourceName).Where(pair => pair.Value > 1).Select(pair => pair.Key)];
        clashing =
            [.. Source.Nodes.CountBy(node => NodePath.WithoutCalls(node.Name)).Where(pair => pair.Value > 1).Select(pair => pair.Key)];
    }

    public TensorFlowGraph Source { get; }

    public GraphEdit Edit { get; }

    /// <summary>What errors call the source.</summary>
    public string Where => unsupported.Where;

    /// <summary>The graph; not complete where something in it is not supported.</summary>
    public Graph Run()
    {
        foreach (var input in Source.Inputs)
        {
            AddInput(input);
        }

        ImportNodes();
        foreach (var output in Source.Outputs)
        {
            if (Find(output.Value) is { } value)
            {
                Edit.AddOutput(value);
            }
            else if (!poisoned.Contains(output.Value.Node))
            {
                unsupported.Add(Source[output.Value.Node], output.Value.Node, new OctavoException(
                    ErrorKind.UnsupportedOperator, $"Output '{output.Name}' is a resource or another handle, not a tensor.",
                    output.Value.ToString()), "");
            }
        }

        return Edit.Graph;
    }

    /// <summary>
    /// Whether only shapes are asked for: nodes that cannot be imported give values of which nothing but the type is known.
    /// </summary>
    public bool IsTrial { get; init; }

    /// <summary>Imports as much as there is an importer for.</summary>
    /// <returns>The shape of one value; unknown where nothing tells it.</returns>
    public Shape ShapeOf(NodeOutput output)
    {
        foreach (var input in Source.Inputs.Where(input => input.ElementType is not null))
        {
            AddInput(input);
        }

        ImportNodes();
        return Find(output)?.Shape ?? Shape.Unknown;
    }

    public Value? Find(NodeOutput output) => values.GetValueOrDefault(output);

    /// <summary>What a node reads, for errors: types and shapes where they are known.</summary>
    public string Found(TensorFlowNode node) =>
        string.Join(", ", node.Inputs.Select(input => Find(input)).OfType<Value>().Select(value => $"{value.ElementType} {value.Shape}"));

    /// <summary>Says that an output belongs to a branch that is never taken; what reads it is left out.</summary>
    public void LeaveOut(NodeOutput output) => untaken.Add(output);

    public bool IsLeftOut(NodeOutput output) => untaken.Contains(output);

    /// <summary>What the graph calls a node: the user's own name, with the calls that led to it only where they tell nodes apart.</summary>
    public string NameOf(TensorFlowNode node)
    {
        if (!ambiguous.Contains(node.SourceName))
        {
            return node.SourceName;
        }

        var path = NodePath.WithoutCalls(node.Name);
        return clashing.Contains(path) ? node.Name : path;
    }

    public void SetOutput(TensorFlowNode node, int index, Value value)
    {
        values[new NodeOutput(node.Name, index)] = value;
        var name = NameOf(node);
        if (value.Name.StartsWith(name + "/", StringComparison.Ordinal) && named.Add(value))
        {
            Edit.Rename(value, index == 0 ? name : $"{name}:{index}");
        }
    }

    /// <inheritdoc cref="ImportContext.EmitMany"/>
    public ImmutableArray<Value> Emit(ImportContext source, Operator @operator, int outputs, ElementType? elementType, Value?[] inputs,
        string name)
    {
        if (Edit.Graph.Nodes.Count >= ReaderLimits.Default.MaximumNodes)
        {
            throw new OctavoException(ErrorKind.UnsupportedFeature, "the graph becomes too many operators", source.Where,
                $"at most {ReaderLimits.Default.MaximumNodes}");
        }

        var node = builder.EmitNode(NameOf(source.Node), @operator, inputs,
            [.. Enumerable.Range(0, outputs).Select(index => index == 0 ? name : $"{name}:{index}")], elementType);
        if (PartialIntegers.Sizes(node) is { } sizes)
        {
            Edit.SetType(node.Output, node.Output.ElementType, sizes);
        }

        var results = node.Outputs;
        if ((PartialIntegers.Answer(node) is { } answer ? [answer]
            : Evaluation.Compute(node, new ShapeContext(node),
                [.. results.Select(result => new TypedShape(result.ElementType, result.Shape))])) is not { } known)
        {
            return [.. results];
        }

        Edit.RemoveNode(node);
        var sources = Constant.NamesOf(inputs.Select(input => input?.Constant));
        return [.. known.Select((tensor, index) =>
            Edit.AddConstant(results[index].Name, Constant.From(tensor, NameOf(source.Node)).Named(sources)))];
    }

    private void ImportNodes()
    {
        foreach (var node in Source.Nodes)
        {
            ImportNode(node);
        }
    }

    private void AddInput(GraphPort input)
    {
        var placeholder = Source[input.Value.Node];
        var type =
            input.ElementType ?? (placeholder.Attributes.TryElementType("dtype", out var declared) ? declared : throw new OctavoException(
            ErrorKind.UnsupportedFeature, "The element type of an input is not known.",
                $"input '{input.Name}', an output of '{input.Value.Node}'",
                hint: "Name the tensor in front of it, or behind it, as the input."));
        var value = Edit.AddInput(input.Name, type, input.Shape);
        named.Add(value);
        values[input.Value] = value;
    }

    private void ImportNode(TensorFlowNode node)
    {
        if (values.ContainsKey(new NodeOutput(node.Name, 0)) || bound.Contains(node.Name))
        {
            return;
        }

        if (IsInUntakenBranch(node))
        {
            for (var index = 0; index < Math.Max(1, node.OutputCount); index++)
            {
                LeaveOut(new NodeOutput(node.Name, index));
            }

            return;
        }

        var importer = ImporterCatalog.Find(node.Operation);
        if (importer is null && (IsTrial || !unsupported.AllowsCustom || !CustomOperators.Takes(node.Operation)))
        {
            Refuse(node, null, Found(node));
            return;
        }

        if (node.Inputs.Any(input => poisoned.Contains(input.Node)))
        {
            poisoned.Add(node.Name);
            return;
        }

        try
        {
            var context = new ImportContext(this, node);
            if (importer is not null)
            {
                importer.Import(context);
            }
            else
            {
                CustomOperators.Import(context, Source.Library.Signature(node.Operation));
            }
        }
        catch (OctavoException error) when (error.ExitCode == 4)
        {
            Refuse(node, error, error.Found ?? Found(node));
        }
        catch (OctavoException error) when (error.ExitCode == 3
            && error.Where?.Contains($"'{NameOf(node)}'", StringComparison.Ordinal) != true)
        {
            var where = $"{node.Operation} '{NameOf(node)}'";
            throw new OctavoException(error.Kind, error.What, error.Where is null ? where : $"{where}, {error.Where}", error.Expected,
                error.Found, error.Hint, error);
        }
        catch (Exception error) when (FaultGuard.IsFault(error))
        {
            throw FaultGuard.Report(error, $"{Where}, {node.Operation} '{NameOf(node)}'");
        }
    }

    private void Refuse(TensorFlowNode node, OctavoException? reason, string found)
    {
        unsupported.Add(node, NameOf(node), reason, found);
        if (!IsTrial)
        {
            poisoned.Add(node.Name);
            return;
        }

        for (var index = 0; index < Math.Max(1, node.OutputCount); index++)
        {
            var type = OutputTypes.Of(Source.Library.Signature(node.Operation), node.Attributes, index);
            values.TryAdd(new NodeOutput(node.Name, index),
                Edit.NewValue($"{node.Name}:{index}", type ?? ElementType.Float32, Shape.Unknown));
        }
    }

    /// <summary>A node is left out with any of its inputs, but a merge only with all of them.</summary>
    private bool IsInUntakenBranch(TensorFlowNode node) => untaken.Count != 0
        && (OperationKinds.IsMerge(node.Operation)
            ? node.Inputs.All(untaken.Contains)
            : node.Inputs.Any(untaken.Contains) || node.ControlInputs.Any(name => untaken.Contains(new NodeOutput(name, 0))));
}
