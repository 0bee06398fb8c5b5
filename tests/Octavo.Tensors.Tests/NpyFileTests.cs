using System.Text;

namespace Octavo.Tensors.Tests;

public sealed class NpyFileTests
{
    /// <summary>Big-endian int16, Fortran order, shape (2, 3), as NumPy writes it.</summary>
    private static readonly byte[] FortranBigEndian =
        Array(1, "{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3), }", [0, 1, 0, 4, 0, 2, 0, 5, 0, 3, 0, 6]);

    [Fact]
    public void Fortran_order_and_high_byte_first_come_out_row_major_and_little_endian()
    {
        var tensor = Read(FortranBigEndian);
        Assert.Equal(new Shape(2, 3), tensor.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], tensor.Values<short>().ToArray());
    }

    [Fact]
    public void Slices_of_a_Fortran_array_are_its_rows()
    {
        using var reader = new NpyArrayReader(new MemoryStream(FortranBigEndian), -1, "test");
        Assert.True(reader.TryReadSlice(out var first));
        Assert.True(reader.TryReadSlice(out var second));
        Assert.False(reader.TryReadSlice(out _));
        Assert.Equal([1, 2, 3], first.Values<short>().ToArray());
        Assert.Equal([4, 5, 6], second.Values<short>().ToArray());
    }

    [Theory]
    [InlineData(ElementType.Boolean, "|b1")]
    [InlineData(ElementType.Int8, "|i1")]
    [InlineData(ElementType.UInt16, "<u2")]
    [InlineData(ElementType.Float16, "<f2")]
    [InlineData(ElementType.Float64, "<f8")]
    [InlineData(ElementType.Complex64, "<c8")]
    [InlineData(ElementType.Complex128, "<c16")]
    public void What_is_written_is_read_back_under_NumPys_name(ElementType type, string description)
    {
        var shape = new Shape(3, 5);
        var bytes = new byte[type.SizeInBytes(15)];
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = (byte)(type == ElementType.Boolean ? index & 1 : 7 * index);
        }

        var written = Write(new Tensor(type, shape, bytes));
        Assert.Contains($"'descr': '{description}'", Encoding.Latin1.GetString(written), StringComparison.Ordinal);
        Assert.Equal(0, (written.Length - bytes.Length) % 64);
        var read = Read(written);
        Assert.Equal((type, shape), (read.ElementType, read.Shape));
        Assert.Equal(bytes, read.Bytes.ToArray());
    }

    [Theory]
    [InlineData("()", 0)]
    [InlineData("(4,)", 1)]
    public void A_scalar_and_a_vector_keep_their_rank(string tuple, int rank)
    {
        var tensor = Tensor.Zeros(ElementType.Float32, rank == 0 ? Shape.Scalar : new Shape(4));
        var written = Write(tensor);
        Assert.Contains($"'shape': {tuple},", Encoding.Latin1.GetString(written), StringComparison.Ordinal);
        Assert.Equal(tensor.Shape, Read(written).Shape);
    }

    [Fact]
    public void Strings_are_filled_with_zeros_and_cut_again()
    {
        var tensor = new Tensor(new Shape(3), [Encoding.UTF8.GetBytes("abc"), Array<byte>(), Encoding.UTF8.GetBytes("größer")]);
        Assert.Equal(["abc", "", "größer"], Read(Write(tensor)).Strings.Select(text => Encoding.UTF8.GetString(text.Span)));
    }

    [Fact]
    public void A_string_that_ends_in_zero_is_refused_rather_than_cut()
    {
        var error = Assert.Throws<OctavoException>(() => Write(new Tensor(Shape.Scalar, [new byte[] { 65, 0 }])));
        Assert.Equal(ErrorKind.InvalidData, error.Kind);
    }

    [Fact]
    public void Packed_and_short_floats_are_written_in_the_next_type_NumPy_has()
    {
        var int4 = Read(Write(new Tensor(ElementType.Int4, new Shape(3), new byte[] { 0x8F, 0x07 })));
        Assert.Equal([-1, -8, 7], int4.Values<sbyte>().ToArray());
        var uint4 = Read(Write(new Tensor(ElementType.UInt4, new Shape(3), new byte[] { 0x8F, 0x07 })));
        Assert.Equal([15, 8, 7], uint4.Values<byte>().ToArray());
        var int2 = Read(Write(new Tensor(ElementType.Int2, new Shape(4), new byte[] { 0b10_01_00_11 })));
        Assert.Equal([-1, 0, 1, -2], int2.Values<sbyte>().ToArray());
        var bfloat16 = Read(Write(new Tensor(ElementType.BFloat16, new Shape(2), new byte[] { 0x80, 0x3F, 0x20, 0xC0 })));
        Assert.Equal([1f, -2.5f], bfloat16.Values<float>().ToArray());
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (500000000,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'x': 1}")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}")]
    [InlineData("{'descr': '|S0', 'fortran_order': False, 'shape': (2000000000,)}")]
    [InlineData("{'descr': '<f4'")]
    [InlineData("((((((((")]
    public void A_header_that_promises_what_is_not_there_is_refused(string header)
    {
        var bytes = Array(1, header, [0, 0, 0, 0]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<OctavoException>(() => Read(bytes));
        Assert.Equal(ErrorKind.InvalidData, error.Kind);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void A_stream_of_unknown_length_takes_no_more_memory_than_it_has_data()
    {
        var bytes = Array(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (500000000,), }", [0, 0, 0, 0]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<OctavoException>(() => new NpyArrayReader(new MemoryStream(bytes), -1, "test").ReadAll());
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20 << 20);
    }

    private static byte[] Array(byte version, string header, byte[] elements)
    {
        var text = Encoding.Latin1.GetBytes(header + "\n");
        return [0x93, .. "NUMPY"u8, version, 0, (byte)text.Length, (byte)(text.Length >> 8), .. text, .. elements];
    }

    private static T[] Array<T>() => [];

    private static Tensor Read(byte[] bytes) => NpyFile.Read(new MemoryStream(bytes), "test");

    private static byte[] Write(Tensor tensor)
    {
        var stream = new MemoryStream();
        NpyFile.Write(stream, tensor);
        return stream.ToArray();
    }
}
