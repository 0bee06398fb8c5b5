using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite.Tests;

/// <summary>What passes make for running alone is never written as the operator of files that it comes from.</summary>
public sealed class RunTimeFormTests
{
    private static readonly Operator[] Forms =
    [
        new DequantizingGather(new Gather()),
        new Observation(_ => { }),
        new RunTimeSequenceLstm(new UnidirectionalSequenceLstm()),
        new RunTimeSequenceRnn(new UnidirectionalSequenceRnn()),
        new UnidirectionalSequenceGru(),
    ];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Forms.Length)];

    [Fact]
    public void Each_form_of_the_runtime_is_tried() => Assert.Equal(OperatorCatalog.RunTimeOnly, Forms.Select(form => form.GetType()));

    [Theory]
    [MemberData(nameof(Indices))]
    public void Writing_a_form_of_the_runtime_is_refused(int index)
    {
        var (model, edit, input) = WrittenModels.Start(ElementType.Float32, new Shape(2, 3, 4));
        var node = edit.AddNode("made", Forms[index], [input, input], [edit.NewValue("result", ElementType.Float32, new Shape(2, 3, 4))]);
        edit.AddOutput(node.Output);
        var error = Assert.Throws<OctavoException>(() => ModelWriter.ToBytes(model));
        Assert.Equal(ErrorKind.UnsupportedOperator, error.Kind);
        Assert.Contains("'made'", error.Where, StringComparison.Ordinal);
    }
}
