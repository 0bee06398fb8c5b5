namespace Octavo.Conformance;

public sealed partial class TensorFlowSuite
{
    /// <summary>Loops, conditionals, lists of tensors and assigned variables, of TensorFlow 1 and 2.</summary>
    public static TheoryData<string> ControlFlowOperations { get; } =
    [
        "AssignAddVariableOp",
        "AssignSubVariableOp",
        "AssignVariableOp",
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

    /// <summary>
    /// Small models with loops or states, recorded with the files that TensorFlow's converter made of them. Those of the corpus:
    /// <see cref="RecurrentLayers"/>.
    /// </summary>
    public static TheoryData<string> RecurrentModels { get; } =
    [
        "conformance/_converter/bidirectional_lstm", "conformance/_converter/gru", "conformance/_converter/gru_unrolled",
        "conformance/_converter/lstm",
        "conformance/_converter/lstm_small", "conformance/_converter/rnn", "conformance/_converter/rnn_unrolled",
            "conformance/_converter/variable_update",
        "conformance/_converter/while_loop",
    ];

    [RecordedTheory]
    [MemberData(nameof(RecurrentModels))]
    public void Converted_models_with_loops_or_states_give_what_TensorFlow_gave(string model) =>
        Converted_models_give_what_TensorFlow_gave(model);

    [RecordedTheory]
    [MemberData(nameof(ControlFlowOperations))]
    public void Converted_control_flow_gives_what_TensorFlow_gave(string operation) => CheckOperation(operation);
}
