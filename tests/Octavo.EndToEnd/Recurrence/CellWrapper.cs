namespace Octavo.EndToEnd;

/// <summary>What TensorFlow 1 wraps a cell in.</summary>
public enum CellWrapper
{
    None,

    /// <summary>DropoutWrapper with a probability that is fed and is 1 where nothing is fed.</summary>
    Dropout,

    /// <summary>ResidualWrapper: the input is added to the output, not to the state.</summary>
    Residual,
}
