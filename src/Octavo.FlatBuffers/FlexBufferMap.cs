using System.Buffers.Binary;
using System.Text;

namespace Octavo.FlatBuffers;

/// <summary>
/// A map in the form of FlexBuffers, as custom operators of .tflite files have their options: names and integers, floats, booleans, texts,
/// or lists of one of them. All elements have one width, 32 bits, or 64 where an integer needs them. Source: flatbuffers,
/// docs/source/flatbuffers_internals.md, "FlexBuffers".
/// </summary>
internal sealed class FlexBufferMap
{
    private readonly SortedDictionary<string, object> members = new(StringComparer.Ordinal);

    /// <summary>What an element is, in the upper six bits of its type byte.</summary>
    private enum Kind
    {
        Integer = 1,
        Float = 3,
        Text = 5,
        Map = 9,
        List = 10,
        IntegerList = 11,
        FloatList = 13,
        KeyList = 14,
        Boolean = 26,
    }

    public void Add(string name, long value) => members.Add(name, value);

    public void Add(string name, float value) => members.Add(name, value);

    public void Add(string name, bool value) => members.Add(name, value);

    /// <param name="name">Of the member.</param>
    /// <param name="text">UTF-8, or any other bytes.</param>
    public void Add(string name, ReadOnlyMemory<byte> text) => members.Add(name, text);

    public void Add(string name, IReadOnlyList<long> values) => members.Add(name, values);

    public void Add(string name, IReadOnlyList<float> values) => members.Add(name, values);

    public void Add(string name, IReadOnlyList<ReadOnlyMemory<byte>> texts) => members.Add(name, texts);

    /// <summary>The buffer: what is pointed to stands in front of what points to it, the map last.</summary>
    public byte[] ToArray()
    {
        var writer = new Writer(members.Values.All(FitsInto32Bits) ? 4 : 8);
        var keys = writer.Elements([.. members.Keys.Select(name => (writer.Key(name), Kind.KeyList))], hasKinds: false);
        var values = members.Values.Select(writer.Value).ToArray();
        writer.EndMap(keys, values);
        return writer.ToArray();
    }

    private static bool FitsInto32Bits(object value) => value switch
    {
        long number => number == (int)number,
        IReadOnlyList<long> numbers => numbers.All(number => number == (int)number),
        _ => true,
    };

    /// <summary>The bytes so far; a target is the place of the first element or byte of what is pointed to.</summary>
    private sealed class Writer(int width)
    {
        private readonly List<byte> bytes = [];

        public byte[] ToArray() => [.. bytes];

        public long Key(string name)
        {
            var target = bytes.Count;
            bytes.AddRange(Encoding.UTF8.GetBytes(name));
            bytes.Add(0);
            return target;
        }

        /// <summary>A member's element: the number itself, or the target of what it points to.</summary>
        public (long Element, Kind Kind) Value(object value) => value switch
        {
            long number => (number, Kind.Integer),
            bool isSet => (isSet ? 1 : 0, Kind.Boolean),
            float number => (BitsOf(number), Kind.Float),
            ReadOnlyMemory<byte> text => (Text(text), Kind.Text),
            IReadOnlyList<long> numbers =>
                (Elements([.. numbers.Select(number => (number, Kind.Integer))], hasKinds: false), Kind.IntegerList),
            IReadOnlyList<float> numbers =>
                (Elements([.. numbers.Select(number => (BitsOf(number), Kind.Float))], hasKinds: false), Kind.FloatList),
            IReadOnlyList<ReadOnlyMemory<byte>> texts =>
                (Elements([.. texts.Select(text => (Text(text), Kind.Text))], hasKinds: true), Kind.List),
            _ => throw new ArgumentException($"{value.GetType().Name} is no member of a map.", nameof(value)),
        };

        /// <summary>A list: its length, its elements and, where they differ in kind, their kinds.</summary>
        /// <returns>Where the first element stands.</returns>
        public long Elements((long Element, Kind Kind)[] elements, bool hasKinds)
        {
            Align();
            Put(elements.Length);
            var target = bytes.Count;
            foreach (var (element, kind) in elements)
            {
                Put(kind is Kind.Text or Kind.KeyList or Kind.IntegerList or Kind.FloatList or Kind.List ? bytes.Count - element : element);
            }

            if (hasKinds)
            {
                bytes.AddRange(elements.Select(element => TypeOf(element.Kind)));
            }

            return target;
        }

        /// <summary>The map, and the buffer's last bytes, which say where it is.</summary>
        public void EndMap(long keys, (long Element, Kind Kind)[] values)
        {
            Align();
            Put(bytes.Count - keys);
            Put(width);
            var target = Elements(values, hasKinds: true);
            Align();
            Put(bytes.Count - target);
            bytes.Add(TypeOf(Kind.Map));
            bytes.Add((byte)width);
        }

        private long Text(ReadOnlyMemory<byte> text)
        {
            Align();
            Put(text.Length);
            var target = bytes.Count;
            bytes.AddRange(text.Span);
            bytes.Add(0);
            return target;
        }

        private long BitsOf(float number) => width == 4 ? BitConverter.SingleToInt32Bits(number) : BitConverter.DoubleToInt64Bits(number);

        private byte TypeOf(Kind kind) => (byte)(((int)kind << 2) | (width == 4 ? 2 : 3));

        private void Align() => bytes.AddRange(new byte[(width - (bytes.Count % width)) % width]);

        private void Put(long element)
        {
            Span<byte> buffer = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(buffer, element);
            bytes.AddRange(buffer[..width]);
        }
    }
}
