using Octavo.FlatBuffers;
using Octavo.Graphs;

namespace Octavo.TFLite;

/// <summary>Sparsity as a file has it; carried along.</summary>
internal sealed record FileSparsity(SparsityParametersTable Parameters) : SparsityDetail;
