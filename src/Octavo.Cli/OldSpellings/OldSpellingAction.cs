namespace Octavo.Cli;

/// <summary>What becomes of an option of the old tools.</summary>
internal enum OldSpellingAction
{
    /// <summary>Another name for an option of today, with the same value.</summary>
    Rename,

    /// <summary>Its value is the model to convert.</summary>
    Model,

    /// <summary>A switch that stands for a recipe.</summary>
    Recipe,

    /// <summary>Its value names the numbers to compute with: FLOAT or QUANTIZED_UINT8.</summary>
    InferenceType,

    /// <summary>Its value names the element type of inputs or outputs: FLOAT, or one that is not offered.</summary>
    InputType,

    /// <summary>Its value lists sets of operators.</summary>
    TargetOperators,

    /// <summary>Shapes by position, separated by colons, in the order of the names of inputs.</summary>
    Shapes,

    /// <summary>Accepted, without effect.</summary>
    Ignore,
}
