using System.Text;
using Octavo.Passes;
using Octavo.Quantization;
using Octavo.TFLite;

namespace Octavo.Fuzzing;

/// <summary>Recipes in JSON and YAML: read, applied to a small model, which is written and read back.</summary>
internal sealed class RecipeKind : FuzzKind
{
    private static readonly string[] Texts =
    [
        """{"name":"mine","rules":[{"algorithm":"dynamic-range","operator":"*","scope":"","config":{"type":"int8","per_tensor":false,"min_weight_elements":1,"asymmetric_inputs":true,"split_input_weights":true}}]}""",
        """{"extends":"dynamic-range-int8","rules":[{"algorithm":"keep-float","scope":"conv.*|dense"},{"algorithm":"weight-only","operator":"CONV_2D","config":{"type":"uint8","per_tensor":true}}]}""",
        """{"name":"half","rules":[{"algorithm":"float16"}]}""",
        "name: mine\nrules:\n  - algorithm: dynamic-range\n    operator: FULLY_CONNECTED\n    config:\n      type: int8\n      "
            + "min_weight_elements: 2\n  - algorithm: keep-float\n    scope: \"logits\"\n",
        "extends: weight-only-int8\nrules: [{algorithm: weight-only, operator: '*', config: {type: uint8, solver: asymmetric-uint8}}]\n",
        "name: x\nextends: float16-weights\n",
        """{"rules":[{"algorithm":"dynamic-range","config":{"type":"int4","block_size":32,"min_weight_elements":1}}]}""",
    ];

    private static readonly Lazy<byte[]> Model = new(() => File.ReadAllBytes(SmallModel()));

    public override string Name => "recipe";

    protected override IReadOnlyList<IMutator> Mutators { get; } =
        [new TextMutator(), new TextMutator(), new TextMutator(), new ByteMutator()];

    public override void Examine(FuzzInput input, string folder)
    {
        var recipe = RecipeFile.Parse(Encoding.UTF8.GetString(input.Bytes));
        using var file = TFLiteFile.Read(Model.Value, "small");
        PassRunner.Run(file.Model, Pipelines.Quantization);
        WeightQuantizer.Apply(file.Model, recipe);
        ModelTrial.ReadBack(file.Model);
    }

    internal static string SmallModel() =>
        Path.Combine(SeedFolders.Repository, "tests/Octavo.EndToEnd/Cases/DEPTHWISE_CONV_2D/float_mult2.tflite");

    protected override IEnumerable<FuzzInput> FindSeeds()
    {
        var made = Texts.Select((text, index) => FuzzInput.OfText($"recipe{index}.json", text));
        return SeedFolders.Shared is null
            ? made : made.Concat(SeedFolders.Files(SeedFolders.InShared("faults/mutants"), "*-recipe-*", 8 << 10).Select(FuzzInput.OfFile));
    }
}
