using System.Collections.Frozen;
using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Every importer, sorted by type name; and the operations that an operator of TFLite stands for one to one.</summary>
public static class ImporterCatalog
{
    /// <summary>Sorted by type name; a test says so, and that no importer of this assembly is missing.</summary>
    public static IReadOnlyList<IImporter> All { get; } =
    [
        new ApproximateTopKImporter(),
        new AvgPoolImporter(),
        new BatchMatMulImporter(),
        new BatchNormWithGlobalNormalizationImporter(),
        new BincountImporter(),
        new BitcastImporter(),
        new BroadcastArgsImporter(),
        new BroadcastToImporter(),
        new BucketizeImporter(),
        new ConcatImporter(),
        new ConstImporter(),
        new Conv2DImporter(),
        new DepthwiseConv2dNativeImporter(),
        new DynamicPartitionImporter(),
        new DynamicStitchImporter(),
        new DynamicUpdateSliceImporter(),
        new EmptyImporter(),
        new ExpandDimsImporter(),
        new FillImporter(),
        new FusedBatchNormImporter(),
        new GatherImporter(),
        new GatherNdImporter(),
        new IdentityImporter(),
        new InTopKImporter(),
        new InvertPermutationImporter(),
        new LinSpaceImporter(),
        new ListDiffImporter(),
        new MatMulImporter(),
        new MatrixBandPartImporter(),
        new MatrixDiagImporter(),
        new MatrixDiagPartImporter(),
        new MatrixSetDiagImporter(),
        new MaxPoolImporter(),
        new MaxPoolV2Importer(),
        new MirrorPadImporter(),
        new NoOutputImporter(),
        new OneHotImporter(),
        new PackImporter(),
        new PadImporter(),
        new RangeImporter(),
        new RankImporter(),
        new ReadVariableImporter(),
        new ReshapeImporter(),
        new ReverseImporter(),
        new ReverseSequenceImporter(),
        new RollImporter(),
        new SameOperatorImporter(),
        new ScatterNdImporter(),
        new SegmentImporter(),
        new ShapeImporter(),
        new SizeImporter(),
        new SliceImporter(),
        new SparseToDenseImporter(),
        new SplitImporter(),
        new SplitVImporter(),
        new SqueezeImporter(),
        new StridedSliceImporter(),
        new TensorScatterImporter(),
        new TileImporter(),
        new TopKImporter(),
        new TransposeImporter(),
        new UniqueImporter(),
        new UnpackImporter(),
        new UnsortedSegmentImporter(),
        new VariableImporter(),
        new WhereImporter(),
        new ZerosLikeImporter(),
    ];

    private static readonly FrozenDictionary<string, IImporter> ByOperation =
        All.SelectMany(importer => importer.Operations.Select(operation => KeyValuePair.Create(operation, importer))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The importer of an operation; null where it cannot be imported.</summary>
    public static IImporter? Find(string operation) => ByOperation.GetValueOrDefault(operation);
}
