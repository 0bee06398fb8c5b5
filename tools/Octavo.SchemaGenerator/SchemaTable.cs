namespace Octavo.SchemaGenerator;

public sealed record SchemaTable(string Name, IReadOnlyList<SchemaField> Fields)
{
    /// <summary>
    /// Options keep their name; the tables that make up the file get a suffix, which keeps Model, Tensor and Operator free.
    /// </summary>
    public string TypeName => NameOfType(Name);

    public static string NameOfType(string table) => table.EndsWith("Options", StringComparison.Ordinal) ? table : table + "Table";
}
