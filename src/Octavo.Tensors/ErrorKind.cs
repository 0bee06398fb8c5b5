namespace Octavo;

/// <summary>What kind of error an <see cref="OctavoException"/> is. The hundreds are the process's exit code (docs/cli.md).</summary>
public enum ErrorKind
{
    /// <summary>A fault of Octavo itself, with the node and the file where it showed.</summary>
    Internal = 100,

    /// <summary>The command line or an argument of the library is wrong.</summary>
    Usage = 200,

    /// <summary>A recipe has an unknown key, or values that do not go together.</summary>
    Recipe = 201,

    /// <summary>A model file is damaged or not a model.</summary>
    MalformedModel = 300,

    /// <summary>The model names an operator code that no schema knows.</summary>
    UnknownOperatorCode = 301,

    /// <summary>Input data is damaged or does not fit the model: keys, shapes, element types.</summary>
    InvalidData = 302,

    /// <summary>Shapes of a node's inputs do not go together.</summary>
    Shape = 303,

    /// <summary>A known operator, or one form of it, that Octavo cannot do here.</summary>
    UnsupportedOperator = 400,

    /// <summary>A known feature that Octavo cannot do here.</summary>
    UnsupportedFeature = 401,

    /// <summary>An accuracy or speed gate was missed.</summary>
    GateMissed = 500,

    /// <summary>Reading or writing failed: missing file, no space, no permission.</summary>
    InputOutput = 600,

    /// <summary>Memory was asked for beyond the budget or beyond what the machine has.</summary>
    OutOfMemory = 601,

    /// <summary>A limit of steps or of time was reached before the work was done.</summary>
    LimitReached = 602,

    /// <summary>A checksum does not match.</summary>
    Integrity = 700,

    /// <summary>A resource is busy; the same call may succeed later.</summary>
    TryAgain = 7500,
}
