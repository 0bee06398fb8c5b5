namespace Octavo.TensorFlow;

/// <summary>
/// Turns one kind of TensorFlow operation into operators of TFLite, naively: what can be fused or folded is left to the passes.
/// Stateless; one instance serves all nodes.
/// </summary>
internal interface IImporter
{
    /// <summary>TensorFlow's names of the operations that this importer takes, most of the time one.</summary>
    IReadOnlyList<string> Operations { get; }

    /// <summary>Emits operators for <see cref="ImportContext.Node"/> and sets each of its outputs that is read.</summary>
    /// <exception cref="OctavoException">
    /// Unsupported kinds are collected and reported together with those of all other nodes; any other kind ends the import.
    /// </exception>
    void Import(ImportContext context);
}
