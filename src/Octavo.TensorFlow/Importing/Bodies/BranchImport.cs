using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Imports graphs of which a node runs one. Constants become constants in them; what varies and is read becomes their inputs. They are
/// imported again where one of them writes to a list that is no tensor yet.
/// </summary>
internal sealed class BranchImport
{
    private readonly ImportContext context;
    private readonly IReadOnlyList<TensorFlowGraph> branches;
    private readonly BodyArgument[] arguments;
    private readonly TypedShape? selector;
    private readonly Dictionary<int, OpenList> written = [];
    private List<BodyImport> attempts = [];
    private int[] inputs = [];

    /// <param name="context">The node; its inputs behind the first are those of the branches.</param>
    /// <param name="branches">All of its branches.</param>
    /// <param name="selector">Type of an input that all branches get before the others; null for none.</param>
    public BranchImport(ImportContext context, IReadOnlyList<TensorFlowGraph> branches, TypedShape? selector)
    {
        this.context = context;
        this.branches = branches;
        this.selector = selector;
        arguments = [.. Arguments(context)];
        if (branches.Count == 0)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "the node has no branches", context.Where, "at least one", "none");
        }

        if (branches.Any(branch => branch.Outputs.Length != branches[0].Outputs.Length))
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, "branches give different numbers of values", context.Where,
                $"{branches[0].Outputs.Length}, as the first",
                string.Join(", ", branches.Select(branch => branch.Outputs.Length)));
        }
    }

    public IReadOnlyList<Graph> Graphs => [.. attempts.Select(attempt => attempt.Graph)];

    /// <summary>The values that the graphs get, in their order.</summary>
    public IEnumerable<Value> Passed => inputs.Select(index => arguments[index].Value!);

    /// <summary>Which outputs of the node are tensors, so that the graphs give them.</summary>
    public List<int> Outputs { get; } = [];

    public static IEnumerable<BodyArgument> Arguments(ImportContext context) =>
        Enumerable.Range(1, context.InputCount - 1).Select(index => BodyArgument.Of(context, index));

    /// <returns>False where something in a branch is not supported; it is reported.</returns>
    public bool Run()
    {
        do
        {
            inputs = [.. Enumerable.Range(0, arguments.Length)
                .Where(index => arguments[index].Value is { IsConstant: false } && branches.Any(branch => IsRead(branch, index)))];
            var types = inputs.ToDictionary(index => index,
                index => new TypedShape(arguments[index].Value!.ElementType, arguments[index].Value!.Shape));
            attempts =
                [.. branches.Select((branch, index) =>
                    new BodyImport(context, branch, $"{context.Name}/branch_{index}", arguments, types, selector))];
            if (attempts.Exists(attempt => !attempt.Unsupported.IsEmpty))
            {
                attempts.ForEach(attempt => context.Import.Report(context.Node, attempt.Unsupported));
                return false;
            }
        }
        while (ResolveLists());
        Return();
        return true;
    }

    /// <summary>Says what the node gives for what the graphs give.</summary>
    /// <param name="results">In the order of <see cref="Outputs"/>.</param>
    public void Give(IReadOnlyList<Value> results)
    {
        for (var position = 0; position < results.Count; position++)
        {
            if (written.TryGetValue(Outputs[position], out var list))
            {
                context.SetList(Outputs[position], list);
            }
            else
            {
                context.SetOutput(Outputs[position], results[position]);
            }
        }

        foreach (var index in Enumerable.Range(0, branches[0].Outputs.Length).Except(Outputs))
        {
            if (attempts[0].ListOutput(index) is { Argument: >= 0 and var argument } && arguments[argument].List is { } list)
            {
                context.SetList(index, list);
            }
        }
    }

    private static bool IsRead(TensorFlowGraph branch, int index) =>
        branch.ReadOutputs(branch.Inputs[index].Value.Node).Contains(branch.Inputs[index].Value.Index);

    private bool ResolveLists()
    {
        var values = (selector is null ? [] : new Value?[1]).Concat(Passed).ToList();
        for (var index = 0; index < branches[0].Outputs.Length; index++)
        {
            var open = attempts.Select(attempt => attempt.ListOutput(index)).FirstOrDefault(list => list is { Argument: >= 0 });
            var attempt = attempts.Find(candidate => !candidate.ElementOf(index).IsDefault);
            if (open is null || attempt is null)
            {
                continue;
            }

            var list = arguments[open.Argument].List!.With(
                [.. attempt.ElementOf(index).Select(size => size.Outside(attempt.Graph, values!) ?? throw context.Unsupported(
                "the size of what a list holds is not known in front of the branches that fill it",
                    "Fix the shapes of the inputs (--input-shape)."))]);
            arguments[open.Argument] = new BodyArgument(context.TensorOf(list), null);
            if (list.Length is null)
            {
                written[index] = list;
            }

            return true;
        }

        return false;
    }

    private void Return()
    {
        for (var index = 0; index < branches[0].Outputs.Length; index++)
        {
            Value?[] values = [.. attempts.Select(attempt => attempt.Output(index))];
            if (Array.TrueForAll(values, value => value is not null))
            {
                Outputs.Add(index);
                for (var branch = 0; branch < values.Length; branch++)
                {
                    attempts[branch].Return(attempts[branch].Context.Cast(values[branch]!, values[0]!.ElementType));
                }
            }
        }

        attempts.ForEach(attempt => attempt.Keep(context));
    }
}
