using Octavo.FlatBuffers;
using Octavo.Graphs;
using static Octavo.Operators.OperatorDescriptor;

namespace Octavo.Operators;

/// <summary>Every operator that Octavo knows, sorted by type name: the one place of registration.</summary>
public static class OperatorCatalog
{
    /// <summary>Sorted by type name; a test says so, and that no operator of this assembly is missing.</summary>
    public static IReadOnlyList<OperatorDescriptor> All { get; } =
    [
        Describe<Abs, AbsOptions>(),
        Describe<Add, AddOptions>(),
        Describe<AddN, AddNOptions>(),
        Describe<Atan2, ATan2Options>(),
        Describe<AveragePool2D, Pool2DOptions>(),
        Describe<BatchMatMul, BatchMatMulOptions>(),
        Describe<BitwiseXor, BitwiseXorOptions>(),
        Describe<Ceil, NoOptions>(),
        Describe<Conv2D, Conv2DOptions>(),
        Describe<Conv3D, Conv3DOptions>(),
        Describe<Cos, CosOptions>(),
        Describe<DepthwiseConv2D, DepthwiseConv2DOptions>(),
        Describe<Dequantize, DequantizeOptions>(),
        Describe<Div, DivOptions>(),
        Describe<Elu, NoOptions>(),
        Describe<EmbeddingLookup, NoOptions>(),
        Describe<EmbeddingLookupSparse, EmbeddingLookupSparseOptions>(),
        Describe<Equal, EqualOptions>(),
        Describe<Exp, ExpOptions>(),
        Describe<FakeQuant, FakeQuantOptions>(),
        Describe<Floor, NoOptions>(),
        Describe<FloorDiv, FloorDivOptions>(),
        Describe<FloorMod, FloorModOptions>(),
        Describe<FullyConnected, FullyConnectedOptions>(),
        Describe<Gelu, GeluOptions>(),
        Describe<Greater, GreaterOptions>(),
        Describe<GreaterEqual, GreaterEqualOptions>(),
        Describe<HardSwish, HardSwishOptions>(),
        Describe<L2Normalization, L2NormOptions>(),
        Describe<L2Pool2D, Pool2DOptions>(),
        Describe<LeakyRelu, LeakyReluOptions>(),
        Describe<Less, LessOptions>(),
        Describe<LessEqual, LessEqualOptions>(),
        Describe<LocalResponseNormalization, LocalResponseNormalizationOptions>(),
        Describe<Log, NoOptions>(),
        Describe<LogSoftmax, LogSoftmaxOptions>(),
        Describe<LogicalAnd, LogicalAndOptions>(),
        Describe<LogicalNot, LogicalNotOptions>(),
        Describe<LogicalOr, LogicalOrOptions>(),
        Describe<Logistic, NoOptions>(),
        Describe<MaxPool2D, Pool2DOptions>(),
        Describe<Maximum, MaximumMinimumOptions>(),
        Describe<Mean, ReducerOptions>(),
        Describe<Minimum, MaximumMinimumOptions>(),
        Describe<Mul, MulOptions>(),
        Describe<Neg, NegOptions>(),
        Describe<NotEqual, NotEqualOptions>(),
        Describe<Pow, PowOptions>(),
        Describe<Prelu, NoOptions>(),
        Describe<Quantize, QuantizeOptions>(),
        Describe<ReduceAll, ReducerOptions>(),
        Describe<ReduceAny, ReducerOptions>(),
        Describe<ReduceMax, ReducerOptions>(),
        Describe<ReduceMin, ReducerOptions>(),
        Describe<ReduceProd, ReducerOptions>(),
        Describe<Relu, NoOptions>(),
        Describe<Relu0To1, NoOptions>(),
        Describe<Relu6, NoOptions>(),
        Describe<ReluMinus1To1, NoOptions>(),
        Describe<Reshape, ReshapeOptions>(),
        Describe<ResizeBilinear, ResizeBilinearOptions>(),
        Describe<ResizeNearestNeighbor, ResizeNearestNeighborOptions>(),
        Describe<RightShift, RightShiftOptions>(),
        Describe<Round, NoOptions>(),
        Describe<Rsqrt, NoOptions>(),
        Describe<Sign, SignOptions>(),
        Describe<Sin, NoOptions>(),
        Describe<Softmax, SoftmaxOptions>(),
        Describe<Sqrt, NoOptions>(),
        Describe<Square, SquareOptions>(),
        Describe<SquaredDifference, SquaredDifferenceOptions>(),
        Describe<Sub, SubOptions>(),
        Describe<Sum, ReducerOptions>(),
        Describe<Svdf, SVDFOptions>(),
        Describe<Tanh, NoOptions>(),
        Describe<TransposeConv, TransposeConvOptions>(),
    ];

    private static readonly Dictionary<BuiltinOperator, OperatorDescriptor> ByCode = All.ToDictionary(descriptor => descriptor.Code);

    private static readonly Dictionary<Type, OperatorDescriptor> ByType = All.ToDictionary(descriptor => descriptor.Type);

    /// <summary>The operator behind a file's code; null where Octavo has none (it is read as an <see cref="OpaqueOperator"/>).</summary>
    public static OperatorDescriptor? Find(BuiltinOperator code) => ByCode.GetValueOrDefault(code);

    /// <summary>The descriptor of an operator; null for an <see cref="OpaqueOperator"/>.</summary>
    public static OperatorDescriptor? Find(Operator @operator) => ByType.GetValueOrDefault(@operator.GetType());
}
