namespace Octavo.EndToEnd;

/// <summary>What a recurrent layer starts from.</summary>
public enum InitialState
{
    Zeros,

    /// <summary>A constant that is not zero.</summary>
    Constant,

    /// <summary>An input of the model for each state.</summary>
    Fed,
}
