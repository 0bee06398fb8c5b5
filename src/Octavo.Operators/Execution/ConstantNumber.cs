using System.Runtime.CompilerServices;
using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>Tells constants apart by a number, for packed forms that are made of two constants.</summary>
internal static class ConstantNumber
{
    private static readonly ConditionalWeakTable<Constant, StrongBox<long>> Numbers = [];
    private static long last;

    /// <summary>A number that no other constant of this process has; 0 for none.</summary>
    public static long Of(Constant? constant) =>
        constant is null ? 0 : Numbers.GetValue(constant, static _ => new StrongBox<long>(Interlocked.Increment(ref last))).Value;
}
