using Octavo.Runtime;

namespace Octavo.Quantization.Tests;

/// <summary>EMBEDDING_LOOKUP_SPARSE, whose kernel in LiteRT reads tables of floats alone.</summary>
public sealed class SparseLookupTests
{
    private const int Rows = 60;
    private const int RowLength = 30;

    private static readonly int[] Ids = [59, 3, 3, 17];

    public static TheoryData<string, int> Recipes
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var recipe in BuiltInRecipes.All)
            {
                data.Add(recipe.Name, Ids.Length);
                data.Add(recipe.Name, -1);
            }

            return data;
        }
    }

    /// <summary>In every recipe, for a number of lookups that is known or not: no table of floats is computed.</summary>
    [Theory]
    [MemberData(nameof(Recipes))]
    public void Only_the_rows_that_are_looked_up_become_floats(string recipe, int lookups)
    {
        var expected = Run(Sample(lookups), out var hasTable);
        Assert.True(hasTable);
        var model = Sample(lookups);
        WeightQuantizer.Apply(model, Recipe.Find(recipe));
        Assert.DoesNotContain(model.Main.Values(), value => value.IsConstant && value.ElementType == ElementType.Float32);
        var found = Run(model, out hasTable);
        Assert.False(hasTable);
        Assert.NotEqual(expected, found);
        Assert.All(expected.Zip(found), pair => Assert.InRange(MathF.Abs(pair.First - pair.Second), 0, 0.02f * expected.Max(MathF.Abs)));
    }

    [Fact]
    public void A_lookup_in_front_reads_the_codes()
    {
        var model = Sample(-1);
        WeightQuantizer.Apply(model, BuiltInRecipes.DynamicRangeInt8);
        Assert.Equal(["EMBEDDING_LOOKUP", "SHAPE", "STRIDED_SLICE", "RANGE", "EMBEDDING_LOOKUP_SPARSE"],
            model.Main.Nodes.Select(node => node.Operator.Name));
        var table = model.Main.Nodes[0].Input(1);
        Assert.Equal((ElementType.Int8, Rows), (table.ElementType, table.Quantization!.Scales.Length));
    }

    private static Model Sample(int lookups)
    {
        var sample = new SampleModel();
        Value Integers(string name, params int[] sizes) => sample.Edit.AddInput(name, ElementType.Int32, new Shape(sizes));
        var (ids, indices) = (Integers("ids", lookups), Integers("indices", lookups, 2));
        var sizes = sample.Edit.AddConstant("sizes", Tensor.From(new Shape(2), 3, 4));
        var weights = sample.Edit.AddInput("weights", ElementType.Float32, new Shape(lookups));
        sample.Add("sparse", new EmbeddingLookupSparse(EmbeddingCombiner.Mean), new Shape(3, RowLength), ids, indices, sizes, weights,
            sample.Weights("table", Rows, RowLength));
        return sample.Model;
    }

    /// <param name="hasTable">Whether what runs holds floats as many as the table has.</param>
    private static float[] Run(Model model, out bool hasTable)
    {
        using var runnable = new SharedModel(model);
        using var interpreter = new Interpreter(runnable);
        Tensor[] inputs =
        [
            Tensor.From(new Shape(Ids.Length), Ids), Tensor.From(new Shape(Ids.Length, 2), 0, 0, 0, 2, 1, 1, 2, 3),
            Tensor.From(new Shape(Ids.Length), 0.5f, 2, 1, 0.25f),
        ];
        for (var index = 0; index < inputs.Length; index++)
        {
            interpreter.ResizeInput(index, inputs[index].Shape);
            interpreter.SetInput(index, inputs[index]);
        }

        interpreter.Invoke();
        hasTable = runnable.Model.Main.Values()
            .Any(value => value.ElementType == ElementType.Float32 && value.Shape.IsKnown && value.Shape.ElementCount >= Rows * RowLength);
        return interpreter.OutputSpan<float>(0).ToArray();
    }
}
