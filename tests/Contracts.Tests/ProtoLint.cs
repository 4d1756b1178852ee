using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;

namespace Netralitas.Contracts.Tests;

/// <summary>The rules that buf calls STANDARD, as far as they apply here, its COMMENTS, and none of the keyword <c>optional</c>, which old compilers do not read.</summary>
internal static partial class ProtoLint
{
    /// <summary>What is wrong with one file, one line each.</summary>
    internal static IEnumerable<string> Of(FileDescriptorProto file, string source) =>
        OfFile(file)
            .Concat(file.Service.SelectMany(OfService))
            .Concat(file.MessageType.SelectMany(message => OfMessage(message, "")))
            .Concat(file.EnumType.SelectMany(choice => OfEnum(choice, "")))
            .Concat(Uncommented(file, source));

    /// <summary>Requests and responses that more than one RPC uses.</summary>
    internal static IEnumerable<string> SharedMessages(IEnumerable<FileDescriptorProto> files) =>
        files.SelectMany(file => file.Service).SelectMany(service => service.Method).SelectMany(rpc => new[] { rpc.InputType, rpc.OutputType })
            .GroupBy(type => type).Where(uses => uses.Count() > 1).Select(uses => $"{uses.Key} is shared by {uses.Count()} RPCs");

    private static IEnumerable<string> OfFile(FileDescriptorProto file)
    {
        var slash = file.Name.LastIndexOf('/');
        var folder = slash < 0 ? "" : file.Name[..slash];
        return Faults(
            (folder == file.Package.Replace('.', '/'), $"{file.Name}: the folder is not the package {file.Package}"),
            (Package().IsMatch(file.Package), $"{file.Package}: the package is not netralitas.<service>.v<N>"),
            (FileName().IsMatch(file.Name[(slash + 1)..]), $"{file.Name}: the file name is not lower_snake_case"),
            (file.Syntax == "proto3", $"{file.Name}: the syntax is not proto3"),
            (file.Options?.CsharpNamespace == NamespaceOf(file.Package), $"{file.Name}: csharp_namespace is not {NamespaceOf(file.Package)}"));
    }

    private static IEnumerable<string> OfService(ServiceDescriptorProto service) =>
        Faults((Pascal().IsMatch(service.Name) && service.Name.EndsWith("Service", StringComparison.Ordinal), $"{service.Name}: a service ends in Service"))
            .Concat(service.Method.SelectMany(rpc => Faults(
                (Pascal().IsMatch(rpc.Name), $"{service.Name}.{rpc.Name}: an RPC is PascalCase"),
                (rpc.InputType.EndsWith($".{rpc.Name}Request", StringComparison.Ordinal), $"{service.Name}.{rpc.Name}: takes {rpc.InputType}, not {rpc.Name}Request"),
                (rpc.OutputType.EndsWith($".{rpc.Name}Response", StringComparison.Ordinal), $"{service.Name}.{rpc.Name}: returns {rpc.OutputType}, not {rpc.Name}Response"))));

    private static IEnumerable<string> OfMessage(DescriptorProto message, string scope)
    {
        var name = scope + message.Name;
        return Faults((Pascal().IsMatch(message.Name), $"{name}: a message is PascalCase"))
            .Concat(message.Field.SelectMany(field => Faults(
                (FieldName().IsMatch(field.Name), $"{name}.{field.Name}: a field is lower_snake_case"),
                (!field.Proto3Optional, $"{name}.{field.Name}: the keyword optional is not used"))))
            .Concat(message.NestedType.SelectMany(nested => OfMessage(nested, $"{name}.")))
            .Concat(message.EnumType.SelectMany(nested => OfEnum(nested, $"{name}.")));
    }

    private static IEnumerable<string> OfEnum(EnumDescriptorProto choice, string scope)
    {
        var name = scope + choice.Name;
        var prefix = WordStart().Replace(choice.Name, "_").ToUpperInvariant() + "_";
        return Faults(
                (Pascal().IsMatch(choice.Name), $"{name}: an enum is PascalCase"),
                (choice.Options?.AllowAlias != true, $"{name}: two names for one value"),
                (choice.Value[0].Number == 0 && choice.Value[0].Name == $"{prefix}UNSPECIFIED", $"{name}: its first value is not {prefix}UNSPECIFIED = 0"))
            .Concat(choice.Value.SelectMany(value => Faults(
                (value.Name.StartsWith(prefix, StringComparison.Ordinal) && ValueName().IsMatch(value.Name), $"{name}.{value.Name}: a value is {prefix}UPPER_SNAKE_CASE"))));
    }

    private static IEnumerable<string> Uncommented(FileDescriptorProto file, string source)
    {
        var comments = ProtoComments.Of(source);
        var elements = file.MessageType.SelectMany(message => Elements(message, ""))
            .Concat(file.EnumType.SelectMany(choice => Elements(choice, "")))
            .Concat(file.Service.SelectMany(service => service.Method.Select(rpc => $"{service.Name}.{rpc.Name}").Prepend(service.Name)));
        return elements.Where(element => comments.GetValueOrDefault(element, "").Length == 0).Select(element => $"{element}: has no comment");
    }

    private static IEnumerable<string> Elements(DescriptorProto message, string scope)
    {
        var name = scope + message.Name;
        return message.Field.Select(field => $"{name}.{field.Name}").Prepend(name)
            .Concat(message.NestedType.SelectMany(nested => Elements(nested, $"{name}.")))
            .Concat(message.EnumType.SelectMany(nested => Elements(nested, $"{name}.")));
    }

    private static IEnumerable<string> Elements(EnumDescriptorProto choice, string scope) =>
        choice.Value.Select(value => $"{scope}{choice.Name}.{value.Name}").Prepend(scope + choice.Name);

    private static string NamespaceOf(string package) =>
        string.Join('.', package.Split('.').Select(part => char.ToUpperInvariant(part[0]) + part[1..])).Replace("Netralitas.", "Netralitas.Contracts.", StringComparison.Ordinal);

    private static IEnumerable<string> Faults(params (bool Right, string Fault)[] checks) => checks.Where(check => !check.Right).Select(check => check.Fault);

    [GeneratedRegex(@"\Anetralitas\.[a-z]+\.v[1-9][0-9]*\z")]
    private static partial Regex Package();

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(_[a-z0-9]+)*\.proto\z")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\A([A-Z][a-z0-9]+)+\z")]
    private static partial Regex Pascal();

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(_[a-z0-9]+)*\z")]
    private static partial Regex FieldName();

    [GeneratedRegex(@"\A[A-Z][A-Z0-9]*(_[A-Z0-9]+)*\z")]
    private static partial Regex ValueName();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();
}
