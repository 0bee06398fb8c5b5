using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>The facet of an operator that walks over a sequence, input 0.</summary>
internal interface ISequenceOperator
{
    /// <summary>Whether time is the first axis of the input and of outputs, rather than the second.</summary>
    bool TimeMajor { get; }

    /// <summary>The same operator over sequences [batch, time, ...].</summary>
    Operator BatchMajor();
}
