using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Imports a loop. Its body is imported again until the shapes of the loop's values are those that every step keeps, and until every list
/// that a step writes to is a tensor.
/// </summary>
internal sealed class LoopImport
{
    private readonly ImportContext context;
    private readonly TensorFlowGraph condition;
    private readonly TensorFlowGraph body;
    private readonly LoopNeeds needs;
    private readonly BodyArgument[] arguments;
    private readonly bool[] isPassedOn;
    private readonly Dictionary<int, OpenList> written = [];

    public LoopImport(ImportContext context, TensorFlowGraph condition, TensorFlowGraph body)
    {
        this.context = context;
        this.condition = condition;
        needs = new LoopNeeds(context.Source, context.Node, condition, body);
        this.body = needs.Body();
        arguments = [.. Enumerable.Range(0, context.InputCount).Select(index => BodyArgument.Of(context, index))];
        isPassedOn = [.. needs.IsPassedOn];
    }

    public void Run()
    {
        if (IsNeverRun())
        {
            for (var index = 0; index < arguments.Length; index++)
            {
                Give(index, arguments[index].Value);
            }

            return;
        }

        BodyImport step;
        Dictionary<int, TypedShape> inputs;
        do
        {
            inputs = Inputs();
            step = Settle(ref inputs);
            if (!step.Unsupported.IsEmpty)
            {
                context.Import.Report(context.Node, step.Unsupported);
                return;
            }
        }
        while (ResolveLists(step, inputs));
        Finish(step, inputs);
    }

    /// <summary>Whether the condition is known to be false for the first values.</summary>
    private bool IsNeverRun()
    {
        var variable = Enumerable.Range(0, arguments.Length).Where(index => arguments[index].Value is { IsConstant: false });
        var test = new BodyImport(context, condition, $"{context.Name}/condition", arguments,
            variable.ToDictionary(index => index, index => TypeOf(arguments[index].Value!)));
        return test.Unsupported.IsEmpty && test.Output(0) is { Constant: { ElementType: ElementType.Boolean, ElementCount: 1 } known }
            && known.Evaluate().Values<byte>()[0] == 0;
    }

    /// <summary>The values that come to each step from the one before: all but constants that stay as they are.</summary>
    private Dictionary<int, TypedShape> Inputs() => Enumerable.Range(0, arguments.Length)
        .Where(index => arguments[index].Value is not null && needs.IsNeeded(index) && !(isPassedOn[index] && arguments[index].IsConstant))
        .ToDictionary(index => index, index => TypeOf(arguments[index].Value!));

    private BodyImport Settle(ref Dictionary<int, TypedShape> inputs)
    {
        while (true)
        {
            var step = new BodyImport(context, body, $"{context.Name}/body", arguments, inputs);
            var shapes = inputs;
            var common = inputs.ToDictionary(
                pair => pair.Key,
                pair => isPassedOn[pair.Key] || step.Output(pair.Key) is not { } next ? pair.Value
                    : new TypedShape(pair.Value.ElementType, SubgraphShapes.Common(pair.Value.Shape, next.Shape)));
            if (!step.Unsupported.IsEmpty || common.All(pair => shapes[pair.Key] == pair.Value))
            {
                return step;
            }

            inputs = common;
        }
    }

    /// <summary>Makes tensors of the lists that the body wrote to.</summary>
    private bool ResolveLists(BodyImport step, Dictionary<int, TypedShape> inputs)
    {
        var values = inputs.Keys.Order().Select(index => arguments[index].Value!).ToList();
        var changed = false;
        for (var index = 0; index < arguments.Length; index++)
        {
            if (arguments[index].List is not { } list || isPassedOn[index] || !needs.IsNeeded(index))
            {
                continue;
            }

            changed = true;
            if (step.ElementOf(index) is { IsDefault: false } element)
            {
                list = list.With([.. element.Select(size => size.Outside(step.Graph, values) ?? throw context.Unsupported(
                    "the size of what a list holds is not known in front of the loop that fills it",
                    "Fix the shapes of the inputs (--input-shape)."))]);
                arguments[index] = new BodyArgument(context.TensorOf(list), null);
                written.Add(index, list);
            }
            else
            {
                isPassedOn[index] = true;
            }
        }

        return changed;
    }

    private void Finish(BodyImport step, Dictionary<int, TypedShape> inputs)
    {
        var test = new BodyImport(context, condition, $"{context.Name}/condition", arguments, inputs);
        if (!test.Unsupported.IsEmpty)
        {
            context.Import.Report(context.Node, test.Unsupported);
            return;
        }

        test.Return(test.Context.AsCondition(test.Output(0) ?? throw context.Unsupported("the condition is a handle, not a tensor")));
        var places = inputs.Keys.Order().ToList();
        foreach (var index in places)
        {
            var next = isPassedOn[index] ? step.Graph.Inputs[places.IndexOf(index)]
                : step.Output(index) ?? throw context.Unsupported($"a step gives no tensor for value {index} of the loop");
            step.Return(step.Context.Cast(next, inputs[index].ElementType));
        }

        test.Keep(context);
        step.Keep(context);
        var results = context.EmitMany(
            new While(new GraphReference(test.Graph), new GraphReference(step.Graph)), places.Count, null,
            places.Select(index => arguments[index].Value));
        for (var index = 0; index < arguments.Length; index++)
        {
            var place = isPassedOn[index] ? -1 : places.IndexOf(index);
            Give(index, place < 0 ? arguments[index].Value : results[place]);
        }
    }

    private void Give(int index, Value? result)
    {
        if (written.TryGetValue(index, out var open) && open.Length is null)
        {
            context.SetList(index, open);
        }
        else if (result is not null)
        {
            context.SetOutput(index, result);
        }
        else if (arguments[index].List is { } list)
        {
            context.SetList(index, list);
        }
    }

    private static TypedShape TypeOf(Value value) => new(value.ElementType, value.Shape);
}
