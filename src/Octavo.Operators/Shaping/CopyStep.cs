using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Copies all elements, unless input and output share their memory.</summary>
internal sealed unsafe class CopyStep(Operand input, Operand output) : Step
{
    public override void Run()
    {
        if (input.ElementType == ElementType.String)
        {
            ElementFill.Ready(output);
            input.Strings.AsSpan().CopyTo(output.Strings);
        }
        else if (input.Pointer != output.Pointer)
        {
            input.Bytes.CopyTo(output.Bytes);
        }
    }
}
