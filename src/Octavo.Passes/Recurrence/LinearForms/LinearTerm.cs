using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>Columns, each times its factor.</summary>
/// <param name="Factors">Float32 [columns]; null for ones.</param>
internal sealed record LinearTerm(Columns Source, Constant? Factors);
