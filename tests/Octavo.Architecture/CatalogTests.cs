using Octavo.Graphs;
using Octavo.Operators;
using Octavo.TensorFlow;

namespace Octavo.Architecture;

/// <summary>Registration is an explicit list; what was written and not listed would be dead.</summary>
public sealed class CatalogTests
{
    [Fact]
    public void The_operator_catalogue_is_sorted()
    {
        var names = OperatorCatalog.All.Select(descriptor => descriptor.Type.Name).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        var runTimeOnly = OperatorCatalog.RunTimeOnly.Select(type => type.Name).ToList();
        Assert.Equal(runTimeOnly.Order(StringComparer.Ordinal), runTimeOnly);
    }

    [Fact]
    public void The_operator_catalogue_holds_every_operator_once()
    {
        var written = Concrete<Operator>(typeof(OperatorCatalog)).Where(type => type != typeof(OpaqueOperator)).Select(type => type.Name);
        var listed =
            OperatorCatalog.All.Select(descriptor => descriptor.Type).Concat(OperatorCatalog.RunTimeOnly).Select(type => type.Name);
        Assert.Equal(written.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_operator_of_the_runtime_alone_has_no_form_in_a_file() => Assert.All(
        OperatorCatalog.RunTimeOnly,
        type => Assert.DoesNotContain(type.GetInterfaces(),
            facet => facet.IsGenericType && facet.GetGenericTypeDefinition() == typeof(ITFLiteCodec<,>)));

    [Fact]
    public void Every_operator_infers_its_shapes() => Assert.All(
        OperatorCatalog.All.Select(descriptor => descriptor.Type).Concat(OperatorCatalog.RunTimeOnly),
        type => Assert.True(typeof(IShapeInference).IsAssignableFrom(type), $"{type.Name} has no {nameof(IShapeInference)}"));

    [Fact]
    public void No_operator_has_more_than_two_records_above_it() => Assert.All(
        OperatorCatalog.All.Select(descriptor => descriptor.Type).Concat(OperatorCatalog.RunTimeOnly),
        type => Assert.True(RecordsAbove(type) <= 2,
            $"{type.Name} has {RecordsAbove(type)} records between itself and {nameof(Operator)}: compose instead"));

    [Fact]
    public void Every_operator_comes_back_from_its_options() => Assert.All(
        OperatorCatalog.All,
        descriptor =>
        {
            var @operator = descriptor.Read(null);
            Assert.Equal(descriptor.Type, @operator.GetType());
            Assert.Equal(@operator, descriptor.Read(descriptor.Write(@operator)));
        });

    [Fact]
    public void The_importer_catalogue_is_sorted()
    {
        var names = ImporterCatalog.All.Select(importer => importer.GetType().Name).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public void The_importer_catalogue_holds_every_importer_once() => Assert.Equal(
        Concrete<IImporter>(typeof(ImporterCatalog)).Select(type => type.Name).Order(StringComparer.Ordinal),
        ImporterCatalog.All.Select(importer => importer.GetType().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void No_operation_has_two_importers()
    {
        var twice = ImporterCatalog.All.SelectMany(importer => importer.Operations).GroupBy(operation => operation, StringComparer.Ordinal)
            .Where(group => group.Count() > 1);
        Assert.Empty(twice.Select(group => group.Key));
    }

    private static int RecordsAbove(Type type) => type.BaseType == typeof(Operator) ? 0 : RecordsAbove(type.BaseType!) + 1;

    private static IEnumerable<Type> Concrete<T>(Type neighbour) =>
        neighbour.Assembly.GetTypes().Where(type => typeof(T).IsAssignableFrom(type) && type is { IsAbstract: false, IsInterface: false });
}
