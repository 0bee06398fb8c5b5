namespace Octavo.Conformance;

public sealed partial class TensorFlowSuite
{
    /// <summary>Loops, conditionals and lists of tensors, of TensorFlow 1 and 2.</summary>
    public static TheoryData<string> ControlFlowOperations { get; } =
    [
        "Case",
        "EmptyTensorList",
        "Enter",
        "Exit",
        "If",
        "LoopCond",
        "Merge",
        "NextIteration",
        "StatelessCase",
        "StatelessIf",
        "StatelessWhile",
        "Switch",
        "TensorArrayCloseV3",
        "TensorArrayConcatV3",
        "TensorArrayGatherV3",
        "TensorArrayReadV3",
        "TensorArrayScatterV3",
        "TensorArraySizeV3",
        "TensorArraySplitV3",
        "TensorArrayV3",
        "TensorArrayWriteV3",
        "TensorListConcatV2",
        "TensorListElementShape",
        "TensorListFromTensor",
        "TensorListGather",
        "TensorListGetItem",
        "TensorListLength",
        "TensorListPopBack",
        "TensorListPushBack",
        "TensorListReserve",
        "TensorListResize",
        "TensorListScatterV2",
        "TensorListSetItem",
        "TensorListStack",
        "While",
    ];

    [Theory]
    [MemberData(nameof(ControlFlowOperations))]
    public void Converted_control_flow_gives_what_TensorFlow_gave(string operation) => CheckOperation(operation);
}
