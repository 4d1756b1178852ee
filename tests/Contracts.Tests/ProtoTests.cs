using Google.Protobuf.Reflection;

namespace Netralitas.Contracts.Tests;

public class ProtoTests
{
    private const string WrongSource = """
        syntax = "proto2";
        package netralitas.wrong.v0;
        message wrong_message {
          string BadName = 1;
          // Commented.
          optional string maybe = 2;
        }
        // Detached.

        enum Kind {
          KIND_NONE = 0;
          // Commented.
          OTHER = 1;
        }
        // Commented.
        service Wrong {
          rpc DoIt(wrong_message) returns (wrong_message);
        }

        """;

    private const string WrongFaults = """
        elsewhere/Wrong-file.proto: the folder is not the package netralitas.wrong.v0
        netralitas.wrong.v0: the package is not netralitas.<service>.v<N>
        elsewhere/Wrong-file.proto: the file name is not lower_snake_case
        elsewhere/Wrong-file.proto: the syntax is not proto3
        elsewhere/Wrong-file.proto: csharp_namespace is not Netralitas.Contracts.Wrong.V0
        Wrong: a service ends in Service
        Wrong.DoIt: takes .netralitas.wrong.v0.wrong_message, not DoItRequest
        Wrong.DoIt: returns .netralitas.wrong.v0.wrong_message, not DoItResponse
        wrong_message: a message is PascalCase
        wrong_message.BadName: a field is lower_snake_case
        wrong_message.maybe: the keyword optional is not used
        Kind: two names for one value
        Kind: its first value is not KIND_UNSPECIFIED = 0
        Kind.OTHER: a value is KIND_UPPER_SNAKE_CASE
        wrong_message: has no comment
        wrong_message.BadName: has no comment
        Kind: has no comment
        Kind.KIND_NONE: has no comment
        Wrong.DoIt: has no comment
        .netralitas.wrong.v0.wrong_message is shared by 2 RPCs

        """;

    [Fact]
    public void The_wire_contract_is_the_agreed_one() =>
        Snapshot.Verify("protos.txt", string.Join('\n', ProtoFiles.All.Select(file => ProtoText.Of(ProtoFiles.Proto(file)))));

    [Fact]
    public void The_files_follow_the_rules()
    {
        var files = ProtoFiles.All.Select(ProtoFiles.Proto).ToList();
        var faults = Lines(files.SelectMany(file => ProtoLint.Of(file, ProtoFiles.Source(file.Name))).Concat(ProtoLint.SharedMessages(files)));

        Assert.True(faults.Length == 0, faults);
    }

    [Fact]
    public void Every_file_that_travels_with_the_assembly_is_compiled_and_the_reverse() =>
        Assert.Equal(ProtoFiles.All.Select(file => file.Name), ProtoFiles.Embedded.Order(StringComparer.Ordinal));

    [Fact]
    public void A_file_that_breaks_the_rules_is_told_each_of_them()
    {
        var file = WrongFile();

        Assert.Equal(WrongFaults, Lines(ProtoLint.Of(file, WrongSource).Concat(ProtoLint.SharedMessages([file]))));
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private static FileDescriptorProto WrongFile() => new()
    {
        Name = "elsewhere/Wrong-file.proto",
        Package = "netralitas.wrong.v0",
        Syntax = "proto2",
        MessageType =
        {
            new DescriptorProto
            {
                Name = "wrong_message",
                Field = { new FieldDescriptorProto { Name = "BadName" }, new FieldDescriptorProto { Name = "maybe", Proto3Optional = true } },
            },
        },
        EnumType =
        {
            new EnumDescriptorProto
            {
                Name = "Kind",
                Options = new EnumOptions { AllowAlias = true },
                Value = { new EnumValueDescriptorProto { Name = "KIND_NONE", Number = 0 }, new EnumValueDescriptorProto { Name = "OTHER", Number = 1 } },
            },
        },
        Service =
        {
            new ServiceDescriptorProto
            {
                Name = "Wrong",
                Method =
                {
                    new MethodDescriptorProto { Name = "DoIt", InputType = ".netralitas.wrong.v0.wrong_message", OutputType = ".netralitas.wrong.v0.wrong_message" },
                },
            },
        },
    };
}
