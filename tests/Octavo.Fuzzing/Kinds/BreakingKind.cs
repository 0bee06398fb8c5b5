namespace Octavo.Fuzzing;

/// <summary>Breaks on purpose, each way at its own cases: shows that the finder of faults finds them.</summary>
internal sealed class BreakingKind : FuzzKind
{
    public const int Crashing = 3;
    public const int Dying = 5;
    public const int Hanging = 7;
    public const int Growing = 9;

    public override string Name => "breaking";

    protected override IReadOnlyList<IMutator> Mutators { get; } = [new NoMutator()];

    public override void Examine(FuzzInput input, string folder)
    {
        switch (input.Bytes[0])
        {
            case Crashing:
                throw new ArgumentNullException(nameof(input));
            case Dying:
                unsafe
                {
                    *(int*)0x0000_1234_5678_9000 = 1;
                }

                break;
            case Hanging:
                Thread.SpinWait(int.MaxValue);
                goto case Hanging;
            case Growing:
                GC.KeepAlive(new byte[2_000_000_000]);
                break;
            default:
                throw new OctavoException(ErrorKind.InvalidData, "Refused.");
        }
    }

    protected override IEnumerable<FuzzInput> FindSeeds() =>
        Enumerable.Range(0, 12).Select(index => new FuzzInput("made", [KeyValuePair.Create("made", (byte[])[(byte)index])]));
}
