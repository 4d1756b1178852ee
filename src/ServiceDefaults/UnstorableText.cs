using System.Collections;
using System.Data.Common;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Netralitas.ServiceDefaults;

/// <summary>Finds text that PostgreSQL cannot store: the character NUL.</summary>
public static class UnstorableText
{
    private const string CharacterNotInRepertoire = "22021";

    /// <summary>The first field of a message, at any depth, that holds a NUL.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Path of proto names, for example <c>signatures[3].position</c>; null when all text can be stored.</returns>
    public static string? FindIn(IMessage message) => FindIn(message, "");

    /// <summary>Whether PostgreSQL turned a statement down for a NUL in it.</summary>
    /// <param name="exception">What was thrown.</param>
    public static bool IsCause(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException { SqlState: CharacterNotInRepertoire })
            {
                return true;
            }
        }

        return false;
    }

    private static string? FindIn(IMessage message, string prefix) =>
        message.Descriptor.Fields.InFieldNumberOrder()
            .Where(field => field.FieldType is FieldType.String or FieldType.Message)
            .Select(field => FindInField(field, field.Accessor.GetValue(message), prefix + field.Name))
            .FirstOrDefault(path => path is not null);

    private static string? FindInField(FieldDescriptor field, object? value, string path) =>
        field.IsRepeated
            ? ((IList)value!).Cast<object>().Select((item, n) => FindInValue(item, $"{path}[{n}]")).FirstOrDefault(found => found is not null)
            : FindInValue(value, path);

    private static string? FindInValue(object? value, string path) => value switch
    {
        string text => text.Contains('\0', StringComparison.Ordinal) ? path : null,
        IMessage message => FindIn(message, path + "."),
        _ => null,
    };
}
