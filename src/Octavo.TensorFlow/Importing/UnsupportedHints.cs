namespace Octavo.TensorFlow;

/// <summary>What a user can do about kinds of operations that have no place in a model for inference, or none yet.</summary>
internal static class UnsupportedHints
{
    private const string Loop =
        "Loops, conditions and the lists of tensors that loops build are not converted: build recurrent layers unrolled (unroll=True, static_rnn), or convert the part in front of them.";

    private const string Write = "A model that changes its variables is not converted: export a signature that only predicts.";
    private const string Table = "Tables of words are not converted: look words up in front of the model, and feed it their numbers.";
    private const string Chance = "Random numbers are not converted: export the model for inference, without dropout and sampling.";

    private static readonly (string Prefix, string Hint)[] ByPrefix =
    [
        ("Assign", Write), ("Case", Loop), ("Enter", Loop), ("Exit", Loop), ("HashTable", Table), ("If", Loop), ("LookupTable", Table), ("LoopCond", Loop), ("Merge", Loop),
        ("Multinomial", Chance), ("MutableHashTable", Table), ("NextIteration", Loop), ("Random", Chance), ("RefEnter", Loop), ("RefMerge", Loop), ("RefSwitch", Loop),
        ("ResourceScatter", Write), ("Scatter", Write), ("Stack", Loop), ("Stateless", Loop), ("StatelessRandom", Chance), ("Switch", Loop), ("TensorArray", Loop),
        ("TensorList", Loop), ("TruncatedNormal", Chance), ("While", Loop),
    ];

    /// <summary>Null where there is nothing to say about an operation but that it is not supported.</summary>
    public static string? Find(string operation) => ByPrefix.LastOrDefault(pair => operation.StartsWith(pair.Prefix, StringComparison.Ordinal)).Hint;
}
