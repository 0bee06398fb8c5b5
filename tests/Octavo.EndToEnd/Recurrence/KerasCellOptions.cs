namespace Octavo.EndToEnd;

/// <summary>What Keras's recurrent cells can be told.</summary>
/// <param name="Activation">Of what is added to the state, and of an output: <c>activation</c>.</param>
/// <param name="GateActivation"><c>recurrent_activation</c>.</param>
/// <param name="UsesBias"><c>use_bias</c>.</param>
/// <param name="SplitsGates">Whether each gate has a product of its own: <c>implementation=1</c>.</param>
internal sealed record KerasCellOptions(WrittenActivation Activation, WrittenActivation GateActivation, bool UsesBias = true,
    bool SplitsGates = false)
{
    public static KerasCellOptions Default { get; } = new(WrittenActivation.Tanh, WrittenActivation.Sigmoid);
}
