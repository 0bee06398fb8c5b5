namespace Octavo.Conformance;

/// <summary>Operations that go element by element, reduce axes or normalize rows.</summary>
public sealed partial class TensorFlowSuite
{
    public static TheoryData<string> ElementwiseOperations =>
    [
        "Abs", "AccumulateNV2", "Acos", "Acosh", "Add", "AddN", "AddV2", "All", "Angle", "Any", "ApproximateEqual", "ArgMax", "ArgMin",
        "Asin", "Asinh", "Atan", "Atan2",
        "Atanh", "BiasAdd", "BiasAddV1", "BitwiseAnd", "BitwiseOr", "BitwiseXor", "Cast", "Ceil", "CheckNumerics", "ClipByValue", "Complex",
            "ComplexAbs", "Conj", "Cos",
        "Cosh", "Cumprod", "Cumsum", "Digamma", "Div", "DivNoNan", "Elu", "Equal", "Erf", "Erfc", "EuclideanNorm", "Exp", "Expm1",
            "FakeQuantWithMinMaxArgs",
        "FakeQuantWithMinMaxVars", "FakeQuantWithMinMaxVarsPerChannel", "Floor", "FloorDiv", "FloorMod", "Greater", "GreaterEqual", "Imag",
            "Inv", "Invert", "IsFinite",
        "IsInf", "IsNan", "L2Loss", "LeakyRelu", "LeftShift", "Less", "LessEqual", "Lgamma", "Log", "Log1p", "LogSoftmax", "LogicalAnd",
            "LogicalNot", "LogicalOr", "Max",
        "Maximum", "Mean", "Min", "Minimum", "Mod", "Mul", "MulNoNan", "Neg", "NotEqual", "Pow", "Prod", "Dequantize",
            "QuantizeAndDequantizeV2", "QuantizeAndDequantizeV3",
        "QuantizeAndDequantizeV4", "QuantizeV2", "Real", "RealDiv", "Reciprocal", "Relu", "Relu6", "RightShift", "Rint", "Round", "Rsqrt",
            "Select", "SelectV2", "Selu", "Sigmoid",
        "SigmoidGrad", "Sign", "Sin", "Sinh", "Softmax", "Softplus", "Softsign", "Sqrt", "Square", "SquaredDifference", "Sub", "Sum", "Tan",
            "Tanh", "TanhGrad",
        "TruncateDiv", "TruncateMod", "Xdivy", "Xlog1py", "Xlogy",
    ];
}
