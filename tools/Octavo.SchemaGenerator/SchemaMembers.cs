namespace Octavo.SchemaGenerator;

/// <summary>An enum, or a union as the enum of its type codes.</summary>
public sealed record SchemaMembers(string Name, string Storage, IReadOnlyList<(string Name, long Value)> Members);
