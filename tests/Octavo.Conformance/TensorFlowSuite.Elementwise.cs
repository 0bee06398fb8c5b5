namespace Octavo.Conformance;

/// <summary>Operations that go element by element, reduce axes or normalize rows.</summary>
public sealed partial class TensorFlowSuite
{
    public static TheoryData<string> ElementwiseOperations =>
    [
        "Abs", "AccumulateNV2", "Acos", "Acosh", "Add", "AddN", "AddV2", "All", "Any", "ArgMax", "ArgMin", "Asin", "Asinh", "Atan", "Atan2", "Atanh", "BiasAdd", "BiasAddV1",
        "Cast", "Ceil", "CheckNumerics", "ClipByValue", "Cos", "Cosh", "Cumprod", "Cumsum", "Div", "DivNoNan", "Elu", "Equal", "EuclideanNorm", "Exp", "Expm1", "Floor", "FloorDiv",
        "FloorMod", "Greater", "GreaterEqual", "Inv", "IsFinite", "IsInf", "IsNan", "L2Loss", "LeakyRelu", "Less", "LessEqual", "Log", "Log1p", "LogSoftmax", "LogicalAnd",
        "LogicalNot", "LogicalOr", "Max", "Maximum", "Mean", "Min", "Minimum", "Mul", "MulNoNan", "Neg", "NotEqual", "Pow", "Prod", "RealDiv", "Reciprocal", "Relu", "Relu6", "Rint",
        "Round", "Rsqrt", "Select", "SelectV2", "Selu", "Sigmoid", "SigmoidGrad", "Sign", "Sin", "Sinh", "Softmax", "Softplus", "Softsign", "Sqrt", "Square", "SquaredDifference",
        "Sub", "Sum", "Tan", "Tanh", "TanhGrad", "Xdivy", "Xlog1py", "Xlogy",
    ];
}
