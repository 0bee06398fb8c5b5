using Octavo.FlatBuffers;
using Octavo.Graphs;
using static Octavo.Operators.OperatorDescriptor;

namespace Octavo.Operators;

/// <summary>Every operator that Octavo knows: the one place of registration.</summary>
internal static class OperatorCatalog
{
    /// <summary>Those of .tflite files, sorted by type name; a test says so, and that no operator of this assembly is missing.</summary>
    public static IReadOnlyList<OperatorDescriptor> All { get; } =
    [
        Describe<Abs, AbsOptions>(),
        Describe<Add, AddOptions>(),
        Describe<AddN, AddNOptions>(),
        Describe<ArgMax, ArgMaxOptions>(),
        Describe<ArgMin, ArgMinOptions>(),
        Describe<AssignVariable, AssignVariableOptions>(),
        Describe<Atan2, ATan2Options>(),
        Describe<AveragePool2D, Pool2DOptions>(),
        Describe<BatchMatMul, BatchMatMulOptions>(),
        Describe<BatchToSpaceNd, BatchToSpaceNDOptions>(),
        Describe<BidirectionalSequenceLstm, BidirectionalSequenceLSTMOptions>(),
        Describe<BidirectionalSequenceRnn, BidirectionalSequenceRNNOptions>(),
        Describe<Bitcast, BitcastOptions>(),
        Describe<BitwiseXor, BitwiseXorOptions>(),
        Describe<BroadcastArgs, NoOptions>(),
        Describe<BroadcastTo, BroadcastToOptions>(),
        Describe<Bucketize, BucketizeOptions>(),
        Describe<CallOnce, CallOnceOptions>(),
        Describe<Cast, CastOptions>(),
        Describe<Ceil, NoOptions>(),
        Describe<ComplexAbs, NoOptions>(),
        Describe<Concatenation, ConcatenationOptions>(),
        Describe<Conv2D, Conv2DOptions>(),
        Describe<Conv3D, Conv3DOptions>(),
        Describe<Conv3DTranspose, Conv3DOptions>(),
        Describe<Cos, CosOptions>(),
        Describe<Cumsum, CumsumOptions>(),
        Describe<DepthToSpace, DepthToSpaceOptions>(),
        Describe<DepthwiseConv2D, DepthwiseConv2DOptions>(),
        Describe<Dequantize, DequantizeOptions>(),
        Describe<Div, DivOptions>(),
        Describe<DynamicUpdateSlice, DynamicUpdateSliceOptions>(),
        Describe<Elu, NoOptions>(),
        Describe<EmbeddingLookup, NoOptions>(),
        Describe<EmbeddingLookupSparse, EmbeddingLookupSparseOptions>(),
        Describe<Equal, EqualOptions>(),
        Describe<Exp, ExpOptions>(),
        Describe<ExpandDims, ExpandDimsOptions>(),
        Describe<FakeQuant, FakeQuantOptions>(),
        Describe<Fill, FillOptions>(),
        Describe<Floor, NoOptions>(),
        Describe<FloorDiv, FloorDivOptions>(),
        Describe<FloorMod, FloorModOptions>(),
        Describe<FullyConnected, FullyConnectedOptions>(),
        Describe<Gather, GatherOptions>(),
        Describe<GatherNd, GatherNdOptions>(),
        Describe<Gelu, GeluOptions>(),
        Describe<Greater, GreaterOptions>(),
        Describe<GreaterEqual, GreaterEqualOptions>(),
        Describe<HardSwish, HardSwishOptions>(),
        Describe<If, IfOptions>(),
        Describe<Imag, NoOptions>(),
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
        Describe<Lstm, LSTMOptions>(),
        Describe<MatrixDiag, MatrixDiagOptions>(),
        Describe<MatrixSetDiag, MatrixSetDiagOptions>(),
        Describe<MaxPool2D, Pool2DOptions>(),
        Describe<Maximum, MaximumMinimumOptions>(),
        Describe<Mean, ReducerOptions>(),
        Describe<Minimum, MaximumMinimumOptions>(),
        Describe<MirrorPad, MirrorPadOptions>(),
        Describe<Mul, MulOptions>(),
        Describe<Neg, NegOptions>(),
        Describe<NonMaxSuppressionV4, NonMaxSuppressionV4Options>(),
        Describe<NonMaxSuppressionV5, NonMaxSuppressionV5Options>(),
        Describe<NotEqual, NotEqualOptions>(),
        Describe<OneHot, OneHotOptions>(),
        Describe<Pack, PackOptions>(),
        Describe<Pad, PadOptions>(),
        Describe<PadV2, PadV2Options>(),
        Describe<Pow, PowOptions>(),
        Describe<Prelu, NoOptions>(),
        Describe<Quantize, QuantizeOptions>(),
        Describe<Range, RangeOptions>(),
        Describe<Rank, RankOptions>(),
        Describe<ReadVariable, ReadVariableOptions>(),
        Describe<Real, NoOptions>(),
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
        Describe<ReverseSequence, ReverseSequenceOptions>(),
        Describe<ReverseV2, ReverseV2Options>(),
        Describe<RightShift, RightShiftOptions>(),
        Describe<Rnn, RNNOptions>(),
        Describe<Round, NoOptions>(),
        Describe<Rsqrt, NoOptions>(),
        Describe<ScatterNd, ScatterNdOptions>(),
        Describe<SegmentSum, SegmentSumOptions>(),
        Describe<Select, SelectOptions>(),
        Describe<SelectV2, SelectV2Options>(),
        Describe<ShapeOf, ShapeOptions>(),
        Describe<Sign, SignOptions>(),
        Describe<Sin, NoOptions>(),
        Describe<Slice, SliceOptions>(),
        Describe<Softmax, SoftmaxOptions>(),
        Describe<SpaceToBatchNd, SpaceToBatchNDOptions>(),
        Describe<SpaceToDepth, SpaceToDepthOptions>(),
        Describe<SparseToDense, SparseToDenseOptions>(),
        Describe<Split, SplitOptions>(),
        Describe<SplitV, SplitVOptions>(),
        Describe<Sqrt, NoOptions>(),
        Describe<Square, SquareOptions>(),
        Describe<SquaredDifference, SquaredDifferenceOptions>(),
        Describe<Squeeze, SqueezeOptions>(),
        Describe<StridedSlice, StridedSliceOptions>(),
        Describe<Sub, SubOptions>(),
        Describe<Sum, ReducerOptions>(),
        Describe<Svdf, SVDFOptions>(),
        Describe<Tanh, NoOptions>(),
        Describe<Tile, TileOptions>(),
        Describe<TopKV2, TopKV2Options>(),
        Describe<Transpose, TransposeOptions>(),
        Describe<TransposeConv, TransposeConvOptions>(),
        Describe<UnidirectionalSequenceLstm, UnidirectionalSequenceLSTMOptions>(),
        Describe<UnidirectionalSequenceRnn, SequenceRNNOptions>(),
        Describe<Unique, UniqueOptions>(),
        Describe<Unpack, UnpackOptions>(),
        Describe<UnsortedSegmentMax, UnsortedSegmentMaxOptions>(),
        Describe<UnsortedSegmentMin, UnsortedSegmentMinOptions>(),
        Describe<UnsortedSegmentProd, UnsortedSegmentProdOptions>(),
        Describe<UnsortedSegmentSum, UnsortedSegmentSumOptions>(),
        Describe<VarHandle, VarHandleOptions>(),
        Describe<Where, WhereOptions>(),
        Describe<While, WhileOptions>(),
        Describe<ZerosLike, ZerosLikeOptions>(),
    ];

    /// <summary>
    /// Operators that passes of the run-time pipeline make and that no file can hold: writing one is refused. Sorted by type name.
    /// </summary>
    public static IReadOnlyList<Type> RunTimeOnly { get; } =
    [
        typeof(DequantizingGather),
        typeof(Observation),
        typeof(RunTimeSequenceLstm),
        typeof(RunTimeSequenceRnn),
        typeof(UnidirectionalSequenceGru),
    ];

    private static readonly Dictionary<BuiltinOperator, OperatorDescriptor> ByCode = All.ToDictionary(descriptor => descriptor.Code);

    private static readonly Dictionary<Type, OperatorDescriptor> ByType = All.ToDictionary(descriptor => descriptor.Type);

    /// <summary>The operator behind a file's code; null where Octavo has none (it is read as an <see cref="OpaqueOperator"/>).</summary>
    public static OperatorDescriptor? Find(BuiltinOperator code) => ByCode.GetValueOrDefault(code);

    /// <summary>
    /// The descriptor of an operator; null for an <see cref="OpaqueOperator"/> and for those of <see cref="RunTimeOnly"/>.
    /// </summary>
    public static OperatorDescriptor? Find(Operator @operator) => ByType.GetValueOrDefault(@operator.GetType());

    /// <summary>What nodes of a code look like; null where nothing is known, as of CUSTOM.</summary>
    public static OperatorSignature? SignatureOf(BuiltinOperator code) => Find(code)?.Signature ?? OpaqueOperator.SignatureOf(code);

    /// <summary>
    /// What nodes of an operator look like; null for a version that is not defined yet, and for those of <see cref="RunTimeOnly"/>.
    /// </summary>
    public static OperatorSignature? SignatureOf(Operator @operator) =>
        @operator is OpaqueOperator opaque ? OpaqueOperator.SignatureOf(opaque.Code) : Find(@operator)?.Signature;
}
