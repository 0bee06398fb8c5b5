namespace Octavo.EndToEnd;

/// <summary>What a layer of Keras does at steps that are masked: those whose inputs are all zeros. States stay as they are.</summary>
internal enum StepMask
{
    /// <summary>It has no mask.</summary>
    None,

    /// <summary>The output is the one before once more.</summary>
    RepeatsOutput,

    /// <summary>The output is zeros.</summary>
    ZeroesOutput,
}
