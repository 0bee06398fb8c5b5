using System.Text;
using Octavo.Quantization;
using Octavo.TFLite;

namespace Octavo.Fuzzing;

/// <summary>
/// Plans as a person may have changed them: read, carried out on the model that they were made for, which is written and read back.
/// </summary>
internal sealed class PlanKind : FuzzKind
{
    private static readonly Lazy<byte[]> Model = new(() => File.ReadAllBytes(RecipeKind.SmallModel()));

    public override string Name => "plan";

    protected override IReadOnlyList<IMutator> Mutators { get; } =
        [new TextMutator(), new TextMutator(), new TextMutator(), new ByteMutator()];

    public override void Examine(FuzzInput input, string folder)
    {
        var plan = PlanFile.Parse(Encoding.UTF8.GetString(input.Bytes));
        using var file = TFLiteFile.Read(Model.Value, "small");
        var done = WeightQuantizer.Apply(file.Model, plan);
        PlanFile.ToJson(done);
        _ = QuantizationReport.Of(done);
        ModelTrial.ReadBack(file.Model);
    }

    protected override IEnumerable<FuzzInput> FindSeeds() => BuiltInRecipes.All.Select(recipe =>
    {
        using var file = TFLiteFile.Read(Model.Value, "small");
        return FuzzInput.OfText($"{recipe.Name}.json",
            PlanFile.ToJson(QuantizationPlanner.Plan(file.Model, recipe, new WeightQuantizationOptions { MinWeightElements = 1 })));
    });
}
