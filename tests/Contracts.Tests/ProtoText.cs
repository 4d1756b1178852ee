using System.Text;
using Google.Api;
using Google.Protobuf.Reflection;

namespace Netralitas.Contracts.Tests;

/// <summary>A proto file as readable text, without comments and layout: everything that peers depend on.</summary>
internal static class ProtoText
{
    internal static string Of(FileDescriptorProto file)
    {
        var text = new StringBuilder();
        text.Append(FormattableString.Invariant($"file {file.Name}\n  package {file.Package}\n  syntax {file.Syntax}\n  csharp_namespace {file.Options?.CsharpNamespace}\n"));
        foreach (var import in file.Dependency)
        {
            text.Append(FormattableString.Invariant($"  import {import}\n"));
        }

        foreach (var message in file.MessageType)
        {
            Write(text, message, file.Package);
        }

        foreach (var choice in file.EnumType)
        {
            Write(text, choice, file.Package);
        }

        foreach (var service in file.Service)
        {
            text.Append(FormattableString.Invariant($"  service {file.Package}.{service.Name}\n"));
            foreach (var rpc in service.Method)
            {
                text.Append(FormattableString.Invariant(
                    $"    rpc {rpc.Name}({Stream(rpc.ClientStreaming)}{rpc.InputType.TrimStart('.')}) returns ({Stream(rpc.ServerStreaming)}{rpc.OutputType.TrimStart('.')})\n"));
                if (rpc.Options?.GetExtension(AnnotationsExtensions.Http) is { } rule)
                {
                    text.Append(FormattableString.Invariant($"      http {rule}\n"));
                }
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, DescriptorProto message, string scope)
    {
        var name = $"{scope}.{message.Name}";
        text.Append(FormattableString.Invariant($"  message {name}\n"));
        foreach (var field in message.Field.OrderBy(field => field.Number))
        {
            var presence = field.Proto3Optional ? "optional " : "";
            var oneof = field.HasOneofIndex && !field.Proto3Optional ? $" oneof {message.OneofDecl[field.OneofIndex].Name}" : "";
            text.Append(FormattableString.Invariant($"    {field.Number} {presence}{Label(field)}{TypeOf(field)} {field.Name}{oneof}\n"));
        }

        foreach (var range in message.ReservedRange)
        {
            text.Append(FormattableString.Invariant($"    reserved {range.Start}-{range.End - 1}\n"));
        }

        foreach (var reserved in message.ReservedName)
        {
            text.Append(FormattableString.Invariant($"    reserved {reserved}\n"));
        }

        foreach (var nested in message.NestedType)
        {
            Write(text, nested, name);
        }

        foreach (var nested in message.EnumType)
        {
            Write(text, nested, name);
        }
    }

    private static void Write(StringBuilder text, EnumDescriptorProto choice, string scope)
    {
        text.Append(FormattableString.Invariant($"  enum {scope}.{choice.Name}\n"));
        foreach (var value in choice.Value.OrderBy(value => value.Number))
        {
            text.Append(FormattableString.Invariant($"    {value.Number} {value.Name}\n"));
        }
    }

    private static string Label(FieldDescriptorProto field) => field.Label == FieldDescriptorProto.Types.Label.Repeated ? "repeated " : "";

    private static string TypeOf(FieldDescriptorProto field) => field.HasTypeName ? field.TypeName.TrimStart('.') : field.Type.ToString().ToLowerInvariant();

    private static string Stream(bool streams) => streams ? "stream " : "";
}
