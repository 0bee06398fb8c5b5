using Octavo.Graphs;

namespace Octavo.Operators.Tests;

public sealed class OperatorCatalogTests
{
    [Fact]
    public void The_catalogue_is_sorted_by_type_name()
    {
        var names = OperatorCatalog.All.Select(descriptor => descriptor.Type.Name).ToArray();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public void No_operator_of_the_assembly_is_missing()
    {
        var listed = OperatorCatalog.All.Select(descriptor => descriptor.Type).Concat(OperatorCatalog.RunTimeOnly).ToHashSet();
        var missing = typeof(OperatorCatalog).Assembly.GetTypes()
            .Where(type =>
                type.IsSubclassOf(typeof(Operator)) && !type.IsAbstract && type.IsPublic && type != typeof(OpaqueOperator)
                && !listed.Contains(type));
        Assert.Empty(missing);
    }

    [Fact]
    public void Options_read_back_as_the_operator_that_wrote_them() =>
        Assert.All(OperatorCatalog.All, descriptor =>
        {
            var @operator = descriptor.Read(null);
            Assert.Equal(@operator, descriptor.Read(descriptor.Write(@operator)));
            Assert.Equal(descriptor.Code.ToString(), @operator.Name);
        });
}
