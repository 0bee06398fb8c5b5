using Octavo.FlatBuffers;
using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>
/// The facet that says how an operator stands in a .tflite file: its code, and its options read and written side by side. Versions come
/// from the rules of operator-versions.json, read on the options and types.
/// </summary>
/// <typeparam name="TSelf">The operator.</typeparam>
/// <typeparam name="TOptions">The schema's options table; <see cref="NoOptions"/> where the operator has none.</typeparam>
internal interface ITFLiteCodec<TSelf, TOptions>
    where TSelf : Operator, ITFLiteCodec<TSelf, TOptions>
    where TOptions : class, ISchemaTable, new()
{
    static abstract BuiltinOperator Code { get; }

    /// <summary>What nodes of it look like; the shared forms are for operators alike.</summary>
    static abstract OperatorSignature Signature { get; }

    /// <summary>The operator for the options of a file; an absent table reads as all defaults.</summary>
    static abstract TSelf Read(TOptions options);

    /// <summary>The options for a file; a field that no operator attribute stands for keeps its default.</summary>
    TOptions Write();
}
