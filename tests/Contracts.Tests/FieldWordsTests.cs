using Netralitas.Contracts.Pledges.V1;
using Netralitas.Gateway.Api;
using Netralitas.ServiceDefaults;

namespace Netralitas.Contracts.Tests;

/// <summary>What a caller who asks for English is told of a field at fault.</summary>
public class FieldWordsTests
{
    [Fact]
    public void Every_field_of_a_request_has_the_words_of_its_comment_whether_its_descriptor_carries_them_or_not() =>
        Assert.All(ProtoFiles.Services.SelectMany(service => service.Methods), rpc =>
        {
            var told = ContractSet.Services[rpc.Service.FullName].FindMethodByName(rpc.Name).InputType;
            Assert.All(told.Fields.InDeclarationOrder(), field =>
            {
                var words = ContractSet.CommentOf(field).Replace('\n', ' ');
                Assert.NotEmpty(words);
                Assert.Equal((words, words), (FieldWords.English(told, field.Name), FieldWords.English(rpc.InputType, field.Name)));
            });
        });

    [Fact]
    public void A_field_within_is_found_by_its_path_and_what_is_no_field_has_no_words()
    {
        var request = RecordSignaturesRequest.Descriptor;

        Assert.NotNull(FieldWords.English(request, "signatures[3].signer_number"));
        Assert.Null(FieldWords.English(request, "signatures[3].none"));
        Assert.Null(FieldWords.English(request, "declaration_id.none"));
        Assert.Null(FieldWords.English(null, "signatures"));
    }
}
