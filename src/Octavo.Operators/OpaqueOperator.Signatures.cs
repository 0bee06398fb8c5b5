using System.Collections.Frozen;
using Octavo.FlatBuffers;
using static Octavo.FlatBuffers.BuiltinOperator;

namespace Octavo.Operators;

internal sealed partial record OpaqueOperator
{
    private static readonly FrozenDictionary<BuiltinOperator, OperatorSignature> Signatures =
        new Dictionary<BuiltinOperator, OperatorSignature>
    {
        [DENSIFY] = new OperatorSignature().Constant("sparse weights", TypeSet.Floats | ElementType.Int8)
            .Out("weights", TypeSet.Floats | ElementType.Int8),
        [DILATE] = OperatorSignature.Counted(1, 3, 3, 1, 1),
        [HASHTABLE] = OperatorSignature.Counted(1, 0, 0, 1, 1),
        [HASHTABLE_FIND] = OperatorSignature.Counted(1, 3, 3, 1, 1),
        [HASHTABLE_IMPORT] = OperatorSignature.Counted(1, 3, 3, 0, 0),
        [HASHTABLE_LOOKUP] = OperatorSignature.Counted(1, 3, 3, 2, 2),
        [HASHTABLE_SIZE] = OperatorSignature.Counted(1, 1, 1, 1, 1),
        [LSH_PROJECTION] = OperatorSignature.Counted(1, 2, 3, 1, 1),
        [MULTINOMIAL] = OperatorSignature.Counted(1, 2, 2, 1, 1),
        [RANDOM_STANDARD_NORMAL] = OperatorSignature.Counted(1, 1, 1, 1, 1),
        [RANDOM_UNIFORM] = OperatorSignature.Counted(1, 1, 1, 1, 1),
        [REDUCE_WINDOW] = OperatorSignature.Counted(1, 5, 5, 1, 1),
        [RFFT2D] = OperatorSignature.Counted(1, 2, 2, 1, 1),
        [SKIP_GRAM] = OperatorSignature.Counted(1, 1, 1, 1, 1),
    }.ToFrozenDictionary();

    /// <summary>What is known of nodes of a builtin operator that Octavo does not understand; null where nothing is.</summary>
    public static OperatorSignature? SignatureOf(BuiltinOperator code) => Signatures.GetValueOrDefault(code);
}
