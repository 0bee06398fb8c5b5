using System.Collections;
using Octavo.Operators;

namespace Octavo.DocsGenerator;

/// <summary>A quantization contract in words.</summary>
internal static class ContractText
{
    public static string Weights(QuantizationContract contract) => string.Join("; ", contract.Weights.Select(weight =>
        $"input {weight.Input}{(weight.ChannelAxis is { } axis ? $", axis {axis}" : "")}: {Form(weight.Hybrid)}"));

    /// <summary>Every other member of the contract that says something.</summary>
    public static IEnumerable<string> OtherDemands(QuantizationContract contract) =>
        from property in typeof(QuantizationContract).GetProperties()
        where property.Name != nameof(QuantizationContract.Weights)
        let value = property.GetValue(contract)
        where value is not (null or false or ICollection { Count: 0 })
        select value is true ? Words.Of(property.Name) : $"{Words.Of(property.Name)}: {(value is IEnumerable list and not string ? string.Join(", ", list.Cast<object>()) : value)}";

    private static string Form(HybridForm form) => form switch
    {
        HybridForm.None => "dequantized in front",
        HybridForm.PerChannelOnly => "hybrid, per channel",
        HybridForm.PerTensorOrPerChannel => "hybrid, per tensor or channel",
        HybridForm.PerTensorOnly => "hybrid, per tensor",
        HybridForm.DequantizeBehind => "picked, dequantized behind",
        HybridForm.Lookup => "picked and dequantized",
        _ => Words.Of($"{form}"),
    };
}
