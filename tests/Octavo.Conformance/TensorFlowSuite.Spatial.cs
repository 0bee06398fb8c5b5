namespace Octavo.Conformance;

public sealed partial class TensorFlowSuite
{
    /// <summary>Products of matrices, convolutions, pools, normalizations and what else looks at the neighbours of a pixel.</summary>
    public static TheoryData<string> SpatialOperations { get; } =
    [
        "AvgPool", "BatchMatMul", "BatchMatMulV2", "BatchMatMulV3", "BatchNormWithGlobalNormalization", "Conv2D", "DepthwiseConv2dNative",
        "FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3", "MatMul", "MaxPool", "MaxPoolV2",
    ];
}
