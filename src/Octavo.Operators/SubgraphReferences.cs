using Octavo.FlatBuffers;

namespace Octavo.Operators;

/// <summary>Which subgraphs the options of a file's operator name.</summary>
internal static class SubgraphReferences
{
    /// <summary>Indices of subgraphs, as the file has them; none for options that name no subgraph.</summary>
    public static IEnumerable<int> Of(ISchemaTable? options) => options switch
    {
        CallOnceOptions call => [call.InitSubgraphIndex],
        IfOptions branches => [branches.ThenSubgraphIndex, branches.ElseSubgraphIndex],
        WhileOptions loop => [loop.CondSubgraphIndex, loop.BodySubgraphIndex],
        StableHLOCompositeOptions composite => [composite.DecompositionSubgraphIndex],
        StablehloCaseOptions cases => cases.BranchSubgraphIndices ?? [],
        StablehloReduceOptions reduction => [reduction.BodySubgraphIndex],
        StablehloReduceWindowOptions reduction => [reduction.BodySubgraphIndex],
        StablehloScatterOptions scatter => [scatter.UpdateComputationSubgraphIndex],
        StablehloSortOptions sort => [sort.ComparatorSubgraphIndex],
        StablehloWhileOptions loop => [loop.CondSubgraphIndex, loop.BodySubgraphIndex],
        _ => [],
    };
}
