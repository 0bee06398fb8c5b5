namespace Octavo.TensorFlow;

/// <summary>e^x - 1 and log(1 + x), with small relative error near 0.</summary>
internal sealed class ExponentialImporter() : FunctionImporter(
    ("Expm1", x => x.ExponentialMinusOne()),
    ("Log1p", x => x.LogarithmOfOnePlus()));
