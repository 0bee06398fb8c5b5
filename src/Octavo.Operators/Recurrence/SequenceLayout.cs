using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Where the rows of a sequence lie, and in which direction a cell walks it.</summary>
/// <param name="TimeMajor">Whether rows are [time, batch]; otherwise [batch, time].</param>
/// <param name="IsBackward">Whether the cell begins at the last moment.</param>
internal readonly unsafe record struct SequenceLayout(int Batch, int Time, bool TimeMajor, bool IsBackward = false)
{
    /// <summary>Of a sequence's shape, rank 3.</summary>
    public static SequenceLayout Of(Shape shape, bool timeMajor) =>
        timeMajor ? new(shape[1], shape[0], true) : new(shape[0], shape[1], false);

    /// <summary>Whether the rows of one moment lie side by side.</summary>
    public bool AreMomentsTogether => TimeMajor || Batch == 1 || Time == 1;

    public int Rows => checked(Batch * Time);

    /// <summary>Copies the rows of one moment out.</summary>
    /// <param name="rows">[rows, width], rows <paramref name="stride"/> floats apart.</param>
    /// <param name="step">[batch, width].</param>
    public void Gather(float* rows, int stride, int time, float* step, int width)
    {
        for (var batch = 0; batch < Batch; batch++)
        {
            new ReadOnlySpan<float>(rows + ((nint)Row(time, batch) * stride), width)
                .CopyTo(new Span<float>(step + ((nint)batch * width), width));
        }
    }

    /// <summary>Copies the rows of one moment in; otherwise as <see cref="Gather"/>.</summary>
    public void Scatter(float* step, int width, int time, float* rows, int stride)
    {
        for (var batch = 0; batch < Batch; batch++)
        {
            new ReadOnlySpan<float>(step + ((nint)batch * width), width)
                .CopyTo(new Span<float>(rows + ((nint)Row(time, batch) * stride), width));
        }
    }

    public long Row(int time, int batch) => TimeMajor ? ((long)time * Batch) + batch : ((long)batch * Time) + time;
}
