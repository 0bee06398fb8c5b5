using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Runs a graph without inputs the first time that any node runs it, for all signatures of an interpreter together; its assignments stay.
/// No inputs, no outputs.
/// </summary>
internal sealed record CallOnce(GraphReference Initialization)
    : Operator, IShapeInference, IControlKernel, IStatefulOperator, ISubgraphOperator, ITFLiteCodec<CallOnce, CallOnceOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.CALL_ONCE;

    public static OperatorSignature Signature => new OperatorSignature();

    public override string Name => "CALL_ONCE";

    ImmutableArray<GraphReference> ISubgraphOperator.Subgraphs => [Initialization];

    public static CallOnce Read(CallOnceOptions options) => new(new GraphReference(null, options.InitSubgraphIndex));

    public CallOnceOptions Write() => new() { InitSubgraphIndex = Initialization.Index };

    public Operator WithSubgraphs(ImmutableArray<GraphReference> subgraphs) => new CallOnce(subgraphs[0]);

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [];

    public KernelSupport SupportControl(OperandTypes operands) => KernelSupport.When(
        Initialization.Target.Inputs.Count == 0, $"{Initialization.Target} has inputs, which nothing gives it");

    public Step PrepareControl(KernelContext context) => new Calling(Initialization.Target, context);

    private sealed class Calling : Step
    {
        private readonly Graph graph;
        private readonly SubgraphRun run;
        private readonly ResourceScope scope;

        public Calling(Graph graph, KernelContext context)
        {
            this.graph = graph;
            scope = context.Resources;
            run = context.Subgraph(graph);
            if (!scope.HasRun(graph))
            {
                run.Plan([]);
            }
        }

        public override void Run()
        {
            if (!scope.HasRun(graph))
            {
                run.Plan([]);
                run.Run();
                scope.SetRun(graph);
            }
        }
    }
}
