namespace Octavo.Operators;

/// <summary>
/// One prepared node. It holds its operands, packed weights and scratch; <see cref="Run"/> allocates nothing and may be called any number
/// of times, by one caller at a time.
/// </summary>
internal abstract class Step
{
    /// <summary>Computes the outputs from what the inputs hold now.</summary>
    /// <exception cref="OctavoException">An input's elements are out of the operator's domain (an index beyond a table).</exception>
    public abstract void Run();
}
