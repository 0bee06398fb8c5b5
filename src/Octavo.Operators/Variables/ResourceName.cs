namespace Octavo.Operators;

/// <summary>What tells resources apart.</summary>
/// <param name="Container">Empty for the container that all models have.</param>
internal readonly record struct ResourceName(string Container, string SharedName)
{
    public override string ToString() =>
        Container.Length == 0 ? $"variable '{SharedName}'" : $"variable '{SharedName}' of container '{Container}'";
}
