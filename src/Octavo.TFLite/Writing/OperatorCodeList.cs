using Octavo.FlatBuffers;

namespace Octavo.TFLite;

/// <summary>The operator codes of a file that is written: one for each kind of operator and version, in order of first use.</summary>
internal sealed class OperatorCodeList
{
    /// <summary>From here on the code stands in the newer field alone.</summary>
    private const int FirstNewCode = 127;

    private readonly Dictionary<(BuiltinOperator Code, string? CustomCode, int Version), uint> indices = [];

    public List<OperatorCodeTable> Tables { get; } = [];

    public uint IndexOf(BuiltinOperator code, string? customCode, int version)
    {
        if (!indices.TryGetValue((code, customCode, version), out var index))
        {
            index = (uint)Tables.Count;
            indices.Add((code, customCode, version), index);
            Tables.Add(new OperatorCodeTable
            {
                DeprecatedBuiltinCode = (sbyte)Math.Min((int)code, FirstNewCode),
                BuiltinCode = code,
                CustomCode = customCode,
                Version = version,
            });
        }

        return index;
    }
}
