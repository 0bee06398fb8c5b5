namespace Octavo.Operators;

/// <summary>A layer of one direction: input 0, output 0.</summary>
internal sealed unsafe class RnnStep(KernelContext context, RnnDirection direction) : Step
{
    private readonly Operand input = context.Input(0);
    private readonly Operand output = context.Output(0);

    public override void Run() => direction.Run(input.Floats, null, output.Floats);
}
