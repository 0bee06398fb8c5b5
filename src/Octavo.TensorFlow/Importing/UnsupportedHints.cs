namespace Octavo.TensorFlow;

/// <summary>What a user can do about kinds of operations that have no place in a model for inference, or none yet.</summary>
internal static class UnsupportedHints
{
    private const string Frame =
        "Loops and conditions of TensorFlow 1 are converted where each Merge begins a loop or joins the two sides of one condition.";
    private const string List =
        "A list of tensors is converted where all its elements have one shape, known in front of the loop that fills it.";
    private const string Stack = "Stacks are not converted: they belong to the gradients of loops; export the model for inference.";

    private const string Part = "Variables are assigned as a whole, not parts of them: export a signature that only predicts.";
    private const string Table = "Tables of words are not converted: look words up in front of the model, and feed it their numbers.";
    private const string Chance = "Random numbers are not converted: export the model for inference, without dropout and sampling.";

    private static readonly (string Prefix, string Hint)[] ByPrefix =
    [
        ("Enter", Frame), ("Exit", Frame), ("HashTable", Table), ("LookupTable", Table), ("LoopCond", Frame), ("Merge", Frame),
        ("Multinomial", Chance),
        ("MutableHashTable", Table), ("NextIteration", Frame), ("Random", Chance), ("RefEnter", Frame), ("RefMerge", Frame),
            ("RefSwitch", Frame), ("ResourceScatter", Part), ("ResourceStridedSliceAssign", Part),
        ("Scatter", Part), ("Stack", Stack), ("StatelessRandom", Chance), ("StridedSliceAssign", Part), ("Switch", Frame),
            ("TensorArray", List), ("TensorList", List), ("TruncatedNormal", Chance),
    ];

    /// <summary>Null where there is nothing to say about an operation but that it is not supported.</summary>
    public static string? Find(string operation) =>
        ByPrefix.LastOrDefault(pair => operation.StartsWith(pair.Prefix, StringComparison.Ordinal)).Hint;
}
