namespace Octavo.Operators;

/// <summary>
/// Marks an operator whose only output has the elements of input 0 in the same order, so that a plan may give both the same memory.
/// Its step must do nothing where it finds both pointers equal.
/// </summary>
internal interface IViewOperator;
