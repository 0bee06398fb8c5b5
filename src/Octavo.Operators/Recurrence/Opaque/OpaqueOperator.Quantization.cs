using Octavo.Graphs;

namespace Octavo.Operators;

public sealed partial record OpaqueOperator : IQuantizable, IAsymmetricInputs
{
    /// <summary>That of the recurrent operators, which LiteRT has hybrid kernels for; without weights for all others.</summary>
    QuantizationContract IQuantizable.Contract => OpaqueContracts.Of(this);

    public bool AsymmetricQuantizeInputs => RecurrentOptions.IsAsymmetric(Options);

    /// <summary>The same operator where its options don't say.</summary>
    public Operator WithAsymmetricInputs(bool asymmetric) => this with { Options = RecurrentOptions.WithAsymmetric(Options, asymmetric) };
}
