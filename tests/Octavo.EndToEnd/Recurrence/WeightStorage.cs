namespace Octavo.EndToEnd;

/// <summary>How a graph holds its weights.</summary>
public enum WeightStorage
{
    /// <summary>Constants: a frozen graph.</summary>
    Frozen,

    /// <summary>VariableV2 with an Identity that reads it.</summary>
    ReferenceVariables,

    /// <summary>VarHandleOp, read by ReadVariableOp where it is used.</summary>
    ResourceVariables,
}
