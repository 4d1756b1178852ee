using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Grpc.JsonTranscoding.Internal;

/// <summary>Protobuf JSON by the options.</summary>
internal sealed class MessageJson
{
    private readonly JsonFormatter formatter;
    private readonly JsonParser parser;

    public MessageJson(IOptions<GrpcJsonTranscodingOptions> options)
    {
        var settings = options.Value.JsonSettings;
        if (!settings.WriteInt64sAsStrings)
        {
            throw new NotSupportedException("The stand-in for JSON transcoding writes 64-bit integers as strings only: set WriteInt64sAsStrings.");
        }

        var format = new JsonFormatter.Settings(!settings.IgnoreDefaultValues, options.Value.TypeRegistry).WithFormatEnumsAsIntegers(settings.WriteEnumsAsIntegers);
        formatter = new JsonFormatter(settings.WriteIndented ? format.WithIndentation() : format);
        parser = new JsonParser(new JsonParser.Settings(100, options.Value.TypeRegistry).WithIgnoreUnknownFields(true));
    }

    internal string Write(IMessage message) => formatter.Format(message);

    /// <summary>Writes one field of a message alone.</summary>
    internal string Write(IMessage message, FieldDescriptor field)
    {
        var value = field.Accessor.GetValue(message);
        if (value is IMessage nested)
        {
            return formatter.Format(nested);
        }

        using var text = new StringWriter();
        formatter.WriteValue(text, value);
        return text.ToString();
    }

    internal IMessage Read(string json, MessageDescriptor type) => parser.Parse(json, type);
}
