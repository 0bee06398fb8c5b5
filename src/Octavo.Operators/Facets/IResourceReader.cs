namespace Octavo.Operators;

/// <summary>Marks an operator whose input 0 is the handle of a resource, and whose only output has the resource's shape.</summary>
internal interface IResourceReader;
