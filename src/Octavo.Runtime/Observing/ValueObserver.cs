namespace Octavo;

/// <summary>
/// Gets a value that was just computed, on the thread of the invocation, which waits; it must not use the interpreter. What it throws ends
/// the invocation and comes out of it as it is.
/// </summary>
public delegate void ValueObserver(ObservedValue value);
