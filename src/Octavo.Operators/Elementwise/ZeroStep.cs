namespace Octavo.Operators;

/// <summary>Fills the output with zeros.</summary>
internal sealed class ZeroStep(Operand output) : Step
{
    public override void Run() => output.Bytes.Clear();
}
