namespace Octavo.Operators;

/// <summary>An operator whose only output is the handle of a resource.</summary>
internal interface IResourceHandle
{
    ResourceName Resource { get; }
}
