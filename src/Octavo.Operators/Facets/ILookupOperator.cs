using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>An operator that reads rows of a table by their numbers: who makes up inputs has to know how many there are.</summary>
internal interface ILookupOperator
{
    /// <summary>The input that holds the numbers of rows, counted from 0.</summary>
    int RowNumbers { get; }

    /// <summary>How many rows a node's table has; <see cref="Shape.UnknownSize"/> where that is not known.</summary>
    int CountRows(Node node);
}
