namespace Octavo.Operators;

/// <summary>Every operator that Octavo knows, sorted by name: the one place of registration.</summary>
public static class OperatorCatalog
{
}
