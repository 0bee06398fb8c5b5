using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Windows over images without an operator of their own: tap (row, column) of all windows together is a slice of the padded image, [batch,
/// outputHeight, outputWidth, channels].
/// </summary>
internal sealed class WindowTaps
{
    private const int MostTaps = 1024;

    private readonly ImportContext context;
    private readonly Value padded;
    private readonly int[] size;
    private readonly int[] strides;
    private readonly int[] rates;

    /// <param name="image">[batch, height, width, channels].</param>
    /// <param name="size">Height and width of a window, in taps.</param>
    /// <param name="strides">Steps between windows.</param>
    /// <param name="rates">Steps between taps.</param>
    /// <param name="fill">What lies around the image; zeros where null.</param>
    /// <exception cref="OctavoException">Unsupported: too many taps, or a padding that depends on sizes that are not known.</exception>
    public WindowTaps(ImportContext context, Value image, WindowPadding padding, int[] size, int[] strides, int[] rates, Value? fill = null)
    {
        this.context = context;
        this.size = size;
        this.strides = strides;
        this.rates = rates;
        if ((long)size[0] * size[1] > MostTaps)
        {
            throw context.Unsupported($"a window of {size[0]} x {size[1]} positions becomes too many operators",
                $"Windows of up to {MostTaps} positions can be converted.");
        }

        var explicitPadding = padding.Padding == Padding.Same ? Same(image) : padding;
        Before = explicitPadding.IsExplicit ? explicitPadding.Before : [0, 0];
        padded = explicitPadding.Apply(context, image, fill);
    }

    /// <summary>Padding above and left of the image.</summary>
    public int[] Before { get; }

    public Value Tap(int row, int column)
    {
        int[] begin = [0, row * rates[0], column * rates[1], 0];
        int[] end = [0, begin[1] - ((size[0] - 1) * rates[0]), begin[2] - ((size[1] - 1) * rates[1]), 0];
        const int BatchAndChannels = 0b1001;
        var toTheEnd = BatchAndChannels | (end[1] == 0 ? 0b0010 : 0) | (end[2] == 0 ? 0b0100 : 0);
        return context.EmitMoved(
            new StridedSlice(BatchAndChannels, toTheEnd), padded, context.Integers(begin), context.Integers(end),
            context.Integers(1, strides[0], strides[1], 1));
    }

    /// <summary>All taps, row by row.</summary>
    public IEnumerable<Value> All()
    {
        for (var row = 0; row < size[0]; row++)
        {
            for (var column = 0; column < size[1]; column++)
            {
                yield return Tap(row, column);
            }
        }
    }

    private WindowPadding Same(Value image)
    {
        var shape = context.RequireRank(image);
        var (before, after) = (new int[2], new int[2]);
        for (var axis = 0; axis < 2; axis++)
        {
            if (shape[axis + 1] == Shape.UnknownSize && strides[axis] != 1)
            {
                throw context.Unsupported("SAME padding with strides, over an image whose size is not known",
                    "Fix the shapes of the inputs (--input-shape).");
            }

            // With steps of 1 the padding is the same for every size.
            var inputSize = shape[axis + 1] == Shape.UnknownSize ? int.MaxValue / 2 : shape[axis + 1];
            var geometry = WindowGeometry.Along(inputSize, size[axis], strides[axis], rates[axis], Padding.Same, context.Where);
            (before[axis], after[axis]) = (geometry.PaddingBefore, geometry.PaddingAfter);
        }

        return new WindowPadding(Padding.Valid, before, after);
    }
}
