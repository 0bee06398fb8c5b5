using System.Collections.Frozen;

namespace Octavo.TensorFlow;

/// <summary>Operations that the reading of graphs itself has to know.</summary>
internal static class OperationKinds
{
    private static readonly FrozenSet<string> VariableHandles = Set("VarHandleOp", "VariableV2", "Variable");

    private static readonly FrozenSet<string> VariableWrites = Set(
        "Assign", "AssignAdd", "AssignSub", "AssignVariableOp", "AssignAddVariableOp", "AssignSubVariableOp", "ResourceScatterAdd",
        "ResourceScatterDiv",
        "ResourceScatterMax", "ResourceScatterMin", "ResourceScatterMul", "ResourceScatterNdAdd", "ResourceScatterNdMax",
            "ResourceScatterNdMin",
        "ResourceScatterNdSub", "ResourceScatterNdUpdate", "ResourceScatterSub", "ResourceScatterUpdate", "ResourceStridedSliceAssign",
            "ScatterAdd",
        "ScatterNdAdd", "ScatterNdSub", "ScatterNdUpdate", "ScatterSub", "ScatterUpdate", "StridedSliceAssign");

    private static readonly FrozenSet<string> VariableReads = Set("ReadVariableOp", "ResourceGather", "ResourceGatherNd");

    private static readonly FrozenSet<string> Placeholders = Set("Placeholder", "PlaceholderV2", "PlaceholderWithDefault");

    private static readonly FrozenSet<string> FunctionalControlFlow =
        Set("If", "StatelessIf", "While", "StatelessWhile", "Case", "StatelessCase");

    private static readonly FrozenSet<string> WithSelector = Set("If", "StatelessIf", "Case", "StatelessCase");

    private static readonly FrozenSet<string> PassThrough =
        Set("Identity", "RefIdentity", "Enter", "RefEnter", "Switch", "RefSwitch", "Merge", "RefMerge", "NextIteration", "Exit");

    public static bool IsVariableHandle(string operation) => VariableHandles.Contains(operation);

    /// <summary>Whether output 0 is a reference to a variable of TensorFlow 1.</summary>
    public static bool IsReference(string operation) =>
        operation is "Variable" or "VariableV2" or "RefIdentity" or "RefEnter" or "RefSwitch" or "RefMerge" || IsReferenceWrite(operation);

    /// <summary>Whether the operation changes a reference variable as a whole, and hands the reference on.</summary>
    public static bool IsReferenceWrite(string operation) => operation is "Assign" or "AssignAdd" or "AssignSub";

    public static bool IsVariableWrite(string operation) => VariableWrites.Contains(operation);

    public static bool IsVariableRead(string operation) => VariableReads.Contains(operation);

    public static bool IsPlaceholder(string operation) => Placeholders.Contains(operation);

    public static bool IsFunctionalControlFlow(string operation) => FunctionalControlFlow.Contains(operation);

    /// <summary>Whether input 0 chooses a branch, so that the bodies' inputs begin at input 1.</summary>
    public static bool HasSelector(string operation) => WithSelector.Contains(operation);

    public static bool IsCall(string operation) => operation is "PartitionedCall" or "StatefulPartitionedCall";

    /// <summary>Whether output 0 (and any other of the same kind) gives input 0 on.</summary>
    public static bool IsPassThrough(string operation) => PassThrough.Contains(operation);

    public static bool IsEnter(string operation) => operation is "Enter" or "RefEnter";

    public static bool IsExit(string operation) => operation is "Exit" or "RefExit";

    public static bool IsNextIteration(string operation) => operation is "NextIteration" or "RefNextIteration";

    public static bool IsMerge(string operation) => operation is "Merge" or "RefMerge";

    public static bool IsSwitch(string operation) => operation is "Switch" or "RefSwitch";

    private static FrozenSet<string> Set(params string[] operations) => operations.ToFrozenSet(StringComparer.Ordinal);
}
