namespace Octavo.Operators;

/// <summary>An operator whose input 0 is the handle of a resource, to which it gives another tensor.</summary>
internal interface IResourceWriter
{
    /// <summary>The input that is assigned.</summary>
    int AssignedInput { get; }
}
