using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Runs <paramref name="Body"/> on the loop's values as long as <paramref name="Condition"/> (one boolean element) holds for them.
/// Inputs: the first values; outputs: the last ones, as many and of the same types. Shapes may change from step to step.
/// </summary>
/// <param name="Condition">Inputs: the loop's values; output: whether to go on.</param>
/// <param name="Body">Inputs: the loop's values; outputs: the next ones.</param>
internal sealed partial record While(GraphReference Condition, GraphReference Body)
    : Operator, IShapeInference, ISubgraphOperator, ITFLiteCodec<While, WhileOptions>
{
    public override string Name => "WHILE";

    public static BuiltinOperator Code => BuiltinOperator.WHILE;

    public static OperatorSignature Signature =>
        new OperatorSignature().ManyIn("values", TypeSet.Any, fewest: 0)
        .Out("results", TypeSet.Any, fewest: 0, most: OperatorSignature.Many);

    ImmutableArray<GraphReference> ISubgraphOperator.Subgraphs => [Condition, Body];

    public static While Read(WhileOptions options) =>
        new(new GraphReference(null, options.CondSubgraphIndex), new GraphReference(null, options.BodySubgraphIndex));

    public WhileOptions Write() => new() { CondSubgraphIndex = Condition.Index, BodySubgraphIndex = Body.Index };

    public Operator WithSubgraphs(ImmutableArray<GraphReference> subgraphs) => new While(subgraphs[0], subgraphs[1]);

    /// <summary>Sizes that no step changes; the others are unknown.</summary>
    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        if (Body.Graph is not { } body)
        {
            return [.. Enumerable.Range(0, context.OutputCount).Select(context.DeclaredOutput)];
        }

        RequireFit(context, body);
        var shapes = Enumerable.Range(0, context.InputCount).Select(context.Input).ToImmutableArray();
        while (true)
        {
            var next = SubgraphShapes.Infer(body, shapes);
            var common = shapes.Zip(next,
                (shape, after) => new TypedShape(shape.ElementType, SubgraphShapes.Common(shape.Shape, after.Shape))).ToImmutableArray();
            if (common.SequenceEqual(shapes))
            {
                return shapes;
            }

            shapes = common;
        }
    }

    private void RequireFit(ShapeContext context, Graph body)
    {
        if (body.Inputs.Count != context.InputCount || body.Outputs.Count != context.InputCount || context.OutputCount != context.InputCount
            || (Condition.Graph is { } condition && condition.Inputs.Count != context.InputCount))
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, "the loop and its graphs have different numbers of values", context.Where,
                $"{context.InputCount} inputs and outputs",
                $"{body.Inputs.Count} inputs and {body.Outputs.Count} outputs of {body}, {Condition.Graph?.Inputs.Count} inputs of "
                    + $"{Condition.Graph}");
        }
    }
}
