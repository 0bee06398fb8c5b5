using System.Text;
using Octavo.Tensors;

namespace Octavo.Graphs.Tests;

public sealed class KeptStateNamesTests
{
    [Fact]
    public void A_model_without_the_entry_says_nothing() => Assert.Null(KeptStateNames.Read(ModelOf("a")));

    [Fact]
    public void What_is_written_is_read_again_in_ordinal_order()
    {
        var model = ModelOf("b", "ä \"quoted\"", "a");
        KeptStateNames.Of(model).WriteTo(model);
        KeptStateNames.Of(model).WriteTo(model);
        var entry = Assert.Single(model.Metadata);
        Assert.Equal("octavo.kept_states", entry.Key);
        Assert.StartsWith("{\"version\":1,\"kept\":[\"a\",\"b\",", Encoding.UTF8.GetString(entry.Value.Span), StringComparison.Ordinal);
        var read = KeptStateNames.Read(model)!;
        Assert.Equal(["a", "b", "ä \"quoted\""], read.Names);
        Assert.True(read.Contains("b"));
        Assert.False(read.Contains("other"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"version\":2,\"kept\":[]}")]
    [InlineData("{\"version\":1,\"kept\":[1]}")]
    [InlineData("{\"version\":1,\"kept\":[\"\\ud800\"]}")]
    [InlineData("{\"version\":1e99,\"kept\":[]}")]
    public void Another_content_is_refused(string content)
    {
        var model = new Model();
        model.Metadata.Add(KeyValuePair.Create<string, ReadOnlyMemory<byte>>(KeptStateNames.MetadataName, Encoding.UTF8.GetBytes(content)));
        Assert.Equal(ErrorKind.MalformedModel, Assert.Throws<OctavoException>(() => KeptStateNames.Read(model)).Kind);
    }

    /// <summary>A model with these kept variables and one that starts anew.</summary>
    private static Model ModelOf(params string[] kept)
    {
        var edit = new GraphEdit(new Graph("main"));
        var variables = kept.Append("other").Select(name => edit.NewValue(name, ElementType.Float32, new Shape(1))).ToArray();
        foreach (var variable in variables[..^1])
        {
            edit.SetKept(variable);
        }

        edit.SetVariable(variables[^1], true);
        edit.AddNode("node", new OperatorOf(), variables, [edit.NewValue("y", ElementType.Float32, new Shape(1))]);
        return new Model { Subgraphs = { edit.Graph } };
    }

    private sealed record OperatorOf : Operator
    {
        public override string Name => "OPERATOR";
    }
}
