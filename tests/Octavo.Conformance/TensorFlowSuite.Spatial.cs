namespace Octavo.Conformance;

public sealed partial class TensorFlowSuite
{
    /// <summary>Products of matrices, convolutions, pools, normalizations and what else looks at the neighbours of a pixel.</summary>
    public static TheoryData<string> SpatialOperations { get; } =
    [
        "AvgPool", "AvgPool3D", "BatchMatMul", "BatchMatMulV2", "BatchMatMulV3", "BatchNormWithGlobalNormalization", "BatchToSpace",
        "BatchToSpaceND",
        "CombinedNonMaxSuppression", "Conv2D", "Conv2DBackpropInput", "Conv3D", "Conv3DBackpropInputV2", "CropAndResize", "DepthToSpace",
        "DepthwiseConv2dNative", "Dilation2D", "Einsum", "ExtractImagePatches", "FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3",
            "LRN", "MatMul",
        "MaxPool", "MaxPool3D", "MaxPoolV2", "MaxPoolWithArgmax", "NonMaxSuppression", "NonMaxSuppressionV2", "NonMaxSuppressionV3",
            "NonMaxSuppressionV4",
        "NonMaxSuppressionV5", "ResizeBicubic", "ResizeBilinear", "ResizeNearestNeighbor", "SpaceToBatch", "SpaceToBatchND", "SpaceToDepth",
    ];
}
