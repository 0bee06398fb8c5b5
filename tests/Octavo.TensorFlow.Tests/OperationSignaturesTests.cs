using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

/// <summary>What TensorFlow declares of the operations that can be imported, and nodes that go against it.</summary>
public class OperationSignaturesTests
{
    /// <summary>Operations whose number of inputs follows from no attribute.</summary>
    public static TheoryData<string> Fixed => [.. Imported.Where(operation =>
        OperationSignatures.Find(operation) is { Inputs: { Length: > 0 } inputs }
        && inputs.All(input => input is { CountAttribute: null, TypeListAttribute: null }))];

    private static IEnumerable<string> Imported =>
        ImporterCatalog.All.SelectMany(importer => importer.Operations).Order(StringComparer.Ordinal);

    [Fact]
    public void Every_operation_with_an_importer_is_declared() =>
        Assert.All(Imported, operation => Assert.NotNull(OperationSignatures.Find(operation)));

    [Theory]
    [MemberData(nameof(Fixed))]
    public void A_node_with_fewer_or_more_inputs_than_its_operation_takes_is_refused_by_its_name(string operation)
    {
        var count = OperationSignatures.Find(operation)!.Inputs.Length;
        foreach (var other in new[] { count - 1, count + 1 })
        {
            var builder = new GraphDefBuilder().Node("Placeholder", "x").Node(operation, "wrong", [.. Enumerable.Repeat("x", other)])
                .Node("NoOp", "end", "^wrong");
            var error = Assert.Throws<OctavoException>(() => ModelImport.Import([builder.Read(outputs: ["wrong"])], "test"));
            Assert.Equal(ErrorKind.MalformedModel, error.Kind);
            Assert.Contains("'wrong'", error.Where, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_node_that_needs_one_input_of_many_and_has_none_is_refused_by_its_name()
    {
        var builder = new GraphDefBuilder().Node("Pack", "wrong");
        builder.Graph.Node[0].Attr["N"] = new AttrValue { I = 0 };
        var error = Assert.Throws<OctavoException>(() => ModelImport.Import([builder.Read(outputs: ["wrong"])], "test"));
        Assert.Equal(ErrorKind.MalformedModel, error.Kind);
        Assert.Contains("'wrong'", error.Where, StringComparison.Ordinal);
    }
}
