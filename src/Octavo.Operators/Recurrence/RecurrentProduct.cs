using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The product of rows with weights of a recurrent operator: [rows, depth] x [outputs, depth], transposed. The weights of several operands
/// of one depth (the gates of a cell) stand one below the other, so that a row is read, and quantized, once for all of them. Rows do not
/// depend on each other: many steps in one call give the bits of one call a step. Arithmetic: docs/numerics.md, "Recurrent operators".
/// </summary>
internal abstract unsafe class RecurrentProduct
{
    protected RecurrentProduct(KernelContext context, ReadOnlySpan<int> inputs, System.Range outputs)
    {
        Where = context.Node.Where;
        Workers = context.Workers;
        Mode = context.Mode;
        Operands = [.. inputs.ToArray().Select(context.Input)];
        Depth = Operands[0].Shape[-1];
        AllOutputs = Operands.Sum(operand => operand.Shape[0]);
        (FirstOutput, Outputs) = outputs.GetOffsetAndLength(AllOutputs);
        AreConstant = Operands.All(operand => operand.IsConstant);
        foreach (var operand in Operands)
        {
            if (operand.Shape.Rank != 2 || operand.Shape[1] != Depth)
            {
                throw new OctavoException(ErrorKind.Shape, $"weights {operand.Value.Name} do not fit", Where, $"[outputs, {Depth}]",
                    $"{operand.Shape}");
            }
        }
    }

    /// <summary>The outputs that were asked for, out of all operands' outputs.</summary>
    public int Outputs { get; }

    public int Depth { get; }

    /// <summary>The sum of all operands' outputs.</summary>
    protected int AllOutputs { get; }

    protected int FirstOutput { get; }

    protected string Where { get; }

    protected WorkerPool Workers { get; }

    protected KernelMode Mode { get; }

    protected Operand[] Operands { get; }

    protected bool AreConstant { get; }

    /// <summary>Whether all of the weights, absent ones left out, are float32.</summary>
    public static KernelSupport SupportFloat(OperandTypes operands, params ReadOnlySpan<int> inputs)
    {
        foreach (var index in inputs)
        {
            if (operands.OptionalInput(index) is { } weights && weights.ElementType != ElementType.Float32)
            {
                return KernelSupport.No($"input {index} is {weights.ElementType}, not Float32");
            }
        }

        return KernelSupport.Yes;
    }

    /// <summary>
    /// Whether all of the weights, absent ones left out, have 8 or fewer bits, symmetric, with one scale or one for each output.
    /// </summary>
    public static KernelSupport SupportHybrid(OperandTypes operands, params ReadOnlySpan<int> inputs)
    {
        var support = KernelSupport.Yes;
        foreach (var index in inputs)
        {
            support = operands.OptionalInput(index) is { } weights ? support.And(IntegerWeights.Support(weights, 0)) : support;
        }

        return support;
    }

    /// <summary>
    /// Whether each group of weights is float32 throughout or has the hybrid form throughout, at least one of them the latter: weights that
    /// are too few to be quantized stay float beside others.
    /// </summary>
    /// <param name="groups">Inputs that are multiplied together; absent ones are left out.</param>
    public static KernelSupport SupportMixed(OperandTypes operands, params ReadOnlySpan<int[]> groups)
    {
        var support = KernelSupport.Yes;
        var isHybrid = false;
        foreach (var group in groups)
        {
            var isFloat = group.Select(operands.OptionalInput)
                .FirstOrDefault(weights => weights is not null) is null or { ElementType: ElementType.Float32 };
            isHybrid |= !isFloat;
            support = support.And(isFloat ? SupportFloat(operands, group) : SupportHybrid(operands, group));
        }

        return support.And(KernelSupport.When(isHybrid, "no weights are integers"));
    }

    /// <summary>Prepares the product in the form of the first operand's type: float32, or 8 and fewer bits with a scale.</summary>
    /// <param name="inputs">Indices of present inputs [outputs, depth], at least one, all of one kind and of at least one element.</param>
    /// <param name="mostRows">Most rows of a call.</param>
    /// <param name="asymmetric">Whether the hybrid form quantizes rows with a zero point.</param>
    /// <exception cref="OctavoException">The operands differ in depth (kind Shape).</exception>
    public static RecurrentProduct Prepare(KernelContext context, ReadOnlySpan<int> inputs, int mostRows, bool asymmetric) =>
        Prepare(context, inputs, mostRows, asymmetric, System.Range.All);

    /// <summary>The same with some of the outputs alone.</summary>
    /// <param name="outputs">At least one, out of those of all operands.</param>
    public static RecurrentProduct Prepare(KernelContext context, ReadOnlySpan<int> inputs, int mostRows, bool asymmetric,
        System.Range outputs) =>
        context.Input(inputs[0]).ElementType == ElementType.Float32
            ? new FloatRecurrentProduct(context, inputs, mostRows, outputs)
            : new HybridRecurrentProduct(context, inputs, mostRows, asymmetric, outputs);

    /// <summary>Packs weights that are computed; to be called once in each run of a step, before the products.</summary>
    public abstract void Refresh();

    /// <summary>destination[row, n] = bias[n] + product[row, n].</summary>
    /// <param name="rows">[rowCount, depth].</param>
    /// <param name="bias">[outputs], or null for zeros.</param>
    /// <param name="destination">[rowCount, outputs]; overlaps nothing.</param>
    public abstract void Run(float* rows, int rowCount, float* bias, float* destination);

    /// <summary>destination[row, n] += product[row, n], one rounding for the addition.</summary>
    /// <param name="rows">[rowCount, depth].</param>
    /// <param name="destination">[rowCount, outputs]; overlaps nothing.</param>
    public abstract void Add(float* rows, int rowCount, float* destination);

    /// <summary>The weights, which are constants all of them, for a form that packs them as one under the first.</summary>
    protected ConstantList Constants => ConstantList.Of(Operands);
}
