namespace Octavo.Quantization;

/// <summary>Leaves constants as they are.</summary>
internal sealed class KeepFloatAlgorithm : IFormAlgorithm
{
    public string Name => "keep-float";

    public IReadOnlyList<(string Type, AlgorithmConfiguration Configuration)> Types { get; } = [("float32", new AlgorithmConfiguration())];

    public AlgorithmConfiguration Read(RecipeKeys keys, AlgorithmConfiguration start) => start;

    public void Propose(WeightUse use, AlgorithmConfiguration configuration) =>
        use.Keep($"the recipe keeps {use.Node.Where}", $"the recipe keeps {use.Node.Operator.Name}");
}
