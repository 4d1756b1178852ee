using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Tests.Support;

namespace Netralitas.Services.Notifications.Tests.Templates;

[Collection(BackingServicesCollection.Name)]
public sealed class TemplateTests(BackingServices backing)
{
    private const string Kind = "COVERAGE_MILESTONE";

    [Fact]
    public async Task A_version_is_published_once_and_stands_beside_the_shipped_one()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var templates = replica.Templates;
        var request = new PublishTemplateRequest { RequestId = Refused.NewId(), Kind = Kind, Words = Words() };

        Assert.Equal(1, (await templates.PublishTemplateAsync(request, TestIssuer.Central())).Version);
        Assert.Equal(1, (await templates.PublishTemplateAsync(request, TestIssuer.Central())).Version);
        var newest = await templates.GetTemplateAsync(new GetTemplateRequest { Kind = Kind, Version = -1 }, TestIssuer.As("bawaslu:75"));
        var shipped = await templates.GetTemplateAsync(new GetTemplateRequest { Kind = Kind }, TestIssuer.As("bawaslu:75"));
        var kinds = (await templates.ListTemplatesAsync(new ListTemplatesRequest(), TestIssuer.As("bawaslu:75"))).Kinds;

        Assert.Equal((1, request.Words), (newest.Version, newest.Words));
        Assert.Equal("Capaian: Laporan masuk: Kota Gorontalo", newest.Example.Subject);
        Assert.Equal((0, true), (shipped.Version, shipped.PublishedAt is null));
        Assert.Equal(1, kinds.Single(kind => kind.Kind == Kind).Version);
        await Refused.AsAsync(StatusCode.Aborted, "TEMPLATE_CHANGED", templates.PublishTemplateAsync(new PublishTemplateRequest { RequestId = Refused.NewId(), Kind = Kind, Words = Words() }, TestIssuer.Central()));
        await Refused.AsAsync(StatusCode.NotFound, "TEMPLATE_VERSION_UNKNOWN", templates.GetTemplateAsync(new GetTemplateRequest { Kind = Kind, Version = 9 }, TestIssuer.Central()));
    }

    [Fact]
    public async Task An_unknown_field_is_refused_with_the_fields_that_there_are()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var wrong = new TemplateWords { Subject = "{{judul}}\n", Text = "{{nama_pelapor}}", Html = "<p>{{judul</p>", ShortText = "" };

        var refusal = await Refused.AsAsync(StatusCode.InvalidArgument, "TEMPLATE_INVALID",
            replica.Templates.PublishTemplateAsync(new PublishTemplateRequest { RequestId = Refused.NewId(), Kind = "DECISION", Words = wrong }, TestIssuer.Central()));

        Assert.Equal(["words.subject", "words.text", "words.html", "words.short_text"], refusal.Fields);
        await Refused.AsAsync(StatusCode.NotFound, "TEMPLATE_KIND_UNKNOWN", replica.Templates.PublishTemplateAsync(new PublishTemplateRequest { RequestId = Refused.NewId(), Kind = "UNDANGAN", Words = Words() }, TestIssuer.Central()));
        Assert.Equal(0L, await backing.ScalarAsync<long>("select count(*) from notifications.templates where kind = 'DECISION'"));
    }

    [Fact]
    public async Task Of_two_who_publish_at_once_one_is_refused()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await replica.Templates.PublishTemplateAsync(new PublishTemplateRequest { RequestId = Refused.NewId(), Kind = "INVITATION", Words = Words() }, TestIssuer.Central());
                return StatusCode.OK;
            }
            catch (RpcException refused)
            {
                return refused.StatusCode;
            }
        }));

        Assert.Equal((1, 7), (answers.Count(a => a == StatusCode.OK), answers.Count(a => a == StatusCode.Aborted)));
    }

    internal static TemplateWords Words() => new() { Subject = "Capaian: {{judul}}", Text = "{{kantor}}: {{isi}}", Html = "<p>{{isi}}</p>", ShortText = "{{judul}}" };
}
