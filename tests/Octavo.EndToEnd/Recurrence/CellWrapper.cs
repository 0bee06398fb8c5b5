namespace Octavo.EndToEnd;

/// <summary>What TensorFlow 1 wraps a cell in.</summary>
public enum CellWrapper
{
    None,

    /// <summary>
    /// DropoutWrapper with a probability that is fed and is 1 where nothing is fed, as TensorFlow up to 1.12 writes it: the mask is floor(p
    /// + u).
    /// </summary>
    Dropout,

    /// <summary>The same as later versions write it: the mask is u >= 1 - p.</summary>
    DropoutByRate,

    /// <summary>ResidualWrapper: the input is added to the output, not to the state.</summary>
    Residual,
}
