namespace Octavo.Conformance;

public sealed partial class TensorFlowSuite
{
    /// <summary>Models without loops, by their folders below <c>shared</c>.</summary>
    public static TheoryData<string> WholeModels { get; } =
    [
        "corpus/efficientnet_lite0", "corpus/fashion_fake_quant", "corpus/fashion_mobilenet", "corpus/fashion_residual_hswish",
        "corpus/mnist_cnn", "corpus/mnist_conv_tf1",
        "corpus/mnist_mlp", "corpus/mobilenet_v2_nsfw", "corpus/words_attention_keras", "corpus/words_bag_keras",
            "corpus/words_conv1d_keras",
        "corpus/words_embedding_lookup_tf1",
        "conformance/_converter/attention", "conformance/_converter/batch_matmul", "conformance/_converter/conv",
            "conformance/_converter/conv_bn_relu6",
        "conformance/_converter/dense", "conformance/_converter/depthwise", "conformance/_converter/dilated_conv",
            "conformance/_converter/embedding",
        "conformance/_converter/fake_quant", "conformance/_converter/gather", "conformance/_converter/multi_signature",
            "conformance/_converter/separable",
        "conformance/_converter/shared_weights", "conformance/_converter/transpose_conv",
    ];

    [RecordedTheory]
    [MemberData(nameof(WholeModels))]
    public void Converted_models_give_what_TensorFlow_gave(string model)
    {
        var folder = SharedFolder.Of(model);
        Check(folder, model);
    }
}
