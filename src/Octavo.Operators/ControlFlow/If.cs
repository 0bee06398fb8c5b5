using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Runs one of two graphs. Inputs: the condition, one boolean element; then the inputs of both graphs. Outputs: those of the graph that
/// ran, whose shapes may differ from the other's.
/// </summary>
internal sealed partial record If(GraphReference Then, GraphReference Else) : Operator, IShapeInference, ISubgraphOperator,
    ITFLiteCodec<If, IfOptions>
{
    public override string Name => "IF";

    public static BuiltinOperator Code => BuiltinOperator.IF;

    public static OperatorSignature Signature =>
        new OperatorSignature().In("condition", ElementType.Boolean).ManyIn("arguments", TypeSet.Any, fewest: 0)
        .Out("results", TypeSet.Any, fewest: 0, most: OperatorSignature.Many);

    ImmutableArray<GraphReference> ISubgraphOperator.Subgraphs => [Then, Else];

    public static If Read(IfOptions options) =>
        new(new GraphReference(null, options.ThenSubgraphIndex), new GraphReference(null, options.ElseSubgraphIndex));

    public IfOptions Write() => new() { ThenSubgraphIndex = Then.Index, ElseSubgraphIndex = Else.Index };

    public Operator WithSubgraphs(ImmutableArray<GraphReference> subgraphs) => new If(subgraphs[0], subgraphs[1]);

    /// <summary>Sizes that both branches have in common; the others are unknown.</summary>
    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        if (Then.Graph is not { } first || Else.Graph is not { } second)
        {
            return [.. Enumerable.Range(0, context.OutputCount).Select(context.DeclaredOutput)];
        }

        var passed = Enumerable.Range(1, context.InputCount - 1).Select(context.Input).ToImmutableArray();
        foreach (var branch in new[] { first, second })
        {
            if (branch.Inputs.Count != passed.Length || branch.Outputs.Count != context.OutputCount)
            {
                throw new OctavoException(
                    ErrorKind.MalformedModel, "the node and its branch have different numbers of values", context.Where,
                    $"{passed.Length} inputs and {context.OutputCount} outputs",
                        $"{branch.Inputs.Count} inputs and {branch.Outputs.Count} outputs of {branch}");
            }
        }

        return
        [
            .. SubgraphShapes.Infer(first, passed).Zip(
                SubgraphShapes.Infer(second, passed),
                (one, other) => new TypedShape(one.ElementType, SubgraphShapes.Common(one.Shape, other.Shape))),
        ];
    }
}
