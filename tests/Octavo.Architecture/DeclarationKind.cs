namespace Octavo.Architecture;

internal enum DeclarationKind
{
    Type,

    /// <summary>A member with statements or an expression: method, constructor, operator, property, indexer, event.</summary>
    Method,

    /// <summary>A field or an automatic property, with its initial value: a table may be as long as its facts are many.</summary>
    Field,
}
