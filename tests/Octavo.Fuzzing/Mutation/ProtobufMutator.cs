using System.Runtime.InteropServices;
using System.Text;

namespace Octavo.Fuzzing;

/// <summary>
/// Changes one field of a protobuf message and writes all lengths anew: numbers (types, sizes), texts (names, operations, edges, keys of
/// attributes), fields that are dropped, doubled, moved, or exchanged with one of the same path here or in another file.
/// </summary>
internal sealed class ProtobufMutator : IMutator
{
    public byte[]? Apply(byte[] bytes, byte[] donor, MutationRandom random)
    {
        if (WireMessage.TryParse(bytes) is not { Fields.Count: > 0 } message)
        {
            return null;
        }

        var places = message.Walk().ToList();
        var (owner, field, path) = random.Of(places);
        if (random.Chance(50))
        {
            // Large lists of like fields hide the rare ones: choose a path first.
            var chosen = random.Of(places.Select(place => place.Path).Distinct().ToList());
            (owner, field, path) = random.Of(places.Where(place => place.Path == chosen).ToList());
        }

        switch (random.Below(8))
        {
            case 0:
                owner.Fields.Remove(field);
                break;
            case 1:
                owner.Fields.Insert(owner.Fields.IndexOf(field), field.Copy());
                break;
            case 2 or 3:
                var same = random.Chance(30) && WireMessage.TryParse(donor) is { } other
                    ? other.Walk().Where(place => place.Path == path).ToList() : places.Where(place => place.Path == path).ToList();
                if (same.Count != 0)
                {
                    owner.Fields[owner.Fields.IndexOf(field)] = random.Of(same).Field.Copy();
                }

                break;
            default:
                Change(field, places, random);
                break;
        }

        return message.ToBytes();
    }

    private static void Change(WireField field, List<(WireMessage Owner, WireField Field, string Path)> places, MutationRandom random)
    {
        if (field.Type == 5)
        {
            field.Number64 = random.Chance(70) ? BitConverter.SingleToUInt32Bits((float)random.Real()) : (uint)random.Integer();
        }
        else if (field.Type != 2)
        {
            field.Number64 = (ulong)random.Near((long)field.Number64);
        }
        else if (field.Message is { Fields.Count: > 0 } below && random.Chance(70))
        {
            Change(random.Of(below.Fields), places, random);
        }
        else
        {
            field.Bytes = ChangedBytes(field.Content(), places, random);
            field.Message = null;
        }
    }

    private static byte[] ChangedBytes(byte[] content, List<(WireMessage Owner, WireField Field, string Path)> places,
        MutationRandom random)
    {
        var isText = content.Length != 0 && content.All(value => value is >= 0x20 and < 0x7F);
        if (isText && random.Chance(75))
        {
            var texts = places.Where(place =>
                place.Field.Type == 2 && place.Field.Message is null && place.Field.Bytes.Length is > 0 and < 64).ToList();
            var text = Encoding.ASCII.GetString(content);
            return random.Below(6) switch
            {
                0 => Encoding.ASCII.GetBytes(text + ":1"),
                1 => Encoding.ASCII.GetBytes("^" + text),
                2 => Encoding.ASCII.GetBytes(text + ":" + random.Integer()),
                _ => texts.Count == 0 ? [] : random.Of(texts).Field.Bytes,
            };
        }

        if (content.Length >= 4 && random.Chance(60))
        {
            var copy = content.AsSpan().ToArray();
            var numbers = MemoryMarshal.Cast<byte, int>(copy.AsSpan());
            var at = random.Below(numbers.Length);
            numbers[at] =
                random.Chance(25) ? BitConverter.SingleToInt32Bits((float)random.Real()) : unchecked((int)random.Near(numbers[at]));
            return copy;
        }

        return new ByteMutator().Apply(content, content, random) ?? [];
    }
}
