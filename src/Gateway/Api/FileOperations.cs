using System.Text.Json.Nodes;
using Netralitas.Gateway.Evidence;

namespace Netralitas.Gateway.Api;

/// <summary>The operations that are no RPC's: files of evidence as plain HTTP. Their refusals are those of the RPCs behind them.</summary>
internal static class FileOperations
{
    private const string Uploads = FileAddresses.UploadService;

    private const string Downloads = FileAddresses.DownloadService;

    /// <summary>Adds them to the document.</summary>
    /// <param name="paths">Of the document.</param>
    /// <param name="schemas">Get the answer of an upload.</param>
    internal static void Add(JsonObject paths, Schemas schemas)
    {
        paths[FileAddresses.Upload] = new JsonObject { ["put"] = Put(schemas), ["patch"] = Patch(), ["head"] = State() };
        paths[FileAddresses.Content] = new JsonObject { ["get"] = Get(), ["head"] = Inspect() };
    }

    private static JsonObject Put(Schemas schemas) => Operation("SendFile", Uploads, "Mengirim seluruh berkas dan menjadikannya bukti",
        "Isi permintaan adalah berkas itu sendiri, dari bita pertama, untuk unggahan dari BeginUpload yang masih kosong; jawabannya sama dengan FinishUpload. Bila sambungan terputus, yang sudah diterima tersimpan: tanyakan dengan HEAD, lanjutkan dengan PATCH, lalu sahkan dengan FinishUpload.",
        [Number, UploadId, Code, Header(FileAddresses.Digest, isRequired: false, "SHA-256 berkas menurut RFC 9530: `sha-256=:…base64…:`. Tanpa ini berlaku SHA-256 dari BeginUpload.")], hasBody: true, ["UploadChunks", "FinishUpload"], new()
        {
            ["200"] = new JsonObject
            {
                ["description"] = "Berkas sudah menjadi bukti.",
                ["headers"] = Headers((FileAddresses.Digest, "SHA-256 berkas asli seperti tersimpan.")),
                ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schemas.Reference(ContractSet.Services[Uploads].FindMethodByName("FinishUpload").OutputType) } },
            },
        });

    private static JsonObject Patch() => Operation("SendFilePart", Uploads, "Melanjutkan pengiriman berkas",
        "Isi permintaan adalah bita berikutnya, mulai pada `Upload-Offset`. Yang tersimpan adalah kelipatan 65.536 bita, atau sampai akhir berkas: baca `Upload-Offset` pada jawaban, dan lanjutkan dari sana. Setelah seluruhnya terkirim, sahkan dengan FinishUpload.",
        [Number, UploadId, Code, Header(FileAddresses.Offset, isRequired: true, "Letak bita pertama dari isi permintaan di dalam berkas.")], hasBody: true, ["UploadChunks"], new()
        {
            ["204"] = new JsonObject { ["description"] = "Sejauh ini tersimpan.", ["headers"] = Headers((FileAddresses.Offset, "Berapa bita yang tersimpan; lanjutkan dari sini.")) },
        });

    private static JsonObject State() => Operation("InspectUpload", Uploads, "Sampai di mana sebuah unggahan",
        "Sama dengan GetUpload, dengan jawaban pada kepala HTTP saja.", [Number, UploadId, Code], hasBody: false, ["GetUpload"], new()
        {
            ["200"] = new JsonObject
            {
                ["description"] = "Unggahannya ada.",
                ["headers"] = Headers((FileAddresses.Offset, "Berapa bita yang tersimpan; lanjutkan dari sini."), (FileAddresses.Length, "Panjang berkas seperti diumumkan."), (FileAddresses.Complete, "`?1` bila sudah menjadi bukti, selain itu `?0`.")),
            },
        });

    private static JsonObject Get() => Operation("ReadFile", Downloads, "Mengunduh berkas bukti, seluruhnya atau sebagian",
        "Sebagai lampiran, tidak pernah untuk ditampilkan di dalam halaman. Sebelum bita pertama dikirim, pembukaan tercatat pada riwayat penguasaan. Foto dibaca tanpa keterangan tersembunyi, kecuali pengirimnya mengizinkan yang asli. Satu bagian per permintaan; beberapa bagian sekaligus dijawab dengan seluruhnya.",
        [
            Number, Evidence, Original, Header("Range", isRequired: false, "Bagian yang diminta, misalnya `bytes=1048576-`."),
            Header("If-Range", isRequired: false, "ETag: bagian hanya diberikan bila berkasnya masih sama, selain itu seluruhnya."), .. Conditions,
        ], hasBody: false, ["DownloadEvidence"], new()
        {
            ["200"] = File("Seluruh berkas."),
            ["206"] = File("Bagian yang diminta.", ("Content-Range", "Bagian mana dari berapa.")),
            ["304"] = Same(),
            ["412"] = Refusals.Answer("EVIDENCE_DIFFERS"),
            ["416"] = RangeRefused(),
        });

    private static JsonObject Inspect()
    {
        var found = File("Berkasnya ada dan dapat dibuka.");
        found.Remove("content");
        return Operation("InspectFile", Downloads, "Keterangan berkas bukti tanpa isinya", "Seperti ReadFile, tanpa satu bita pun dan tanpa catatan pada riwayat penguasaan.",
            [Number, Evidence, Original, .. Conditions], hasBody: false, ["ListCaseEvidence", "DownloadEvidence"], new() { ["200"] = found, ["304"] = Same(), ["412"] = Refusals.Answer("EVIDENCE_DIFFERS") });
    }

    private static JsonObject Operation(string id, string service, string summary, string description, JsonObject[] parameters, bool hasBody, string[] rpcs, Dictionary<string, JsonObject> success)
    {
        var (of, needsToken) = (ContractSet.Services[service], service == Downloads);
        var operation = new JsonObject
        {
            ["operationId"] = id,
            ["tags"] = new JsonArray(Operations.TagOf(of)),
            ["summary"] = summary,
            ["description"] = description,
            ["security"] = needsToken ? new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }) : new JsonArray(),
            ["parameters"] = new JsonArray(parameters),
        };
        if (hasBody)
        {
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = new JsonObject { ["application/octet-stream"] = new JsonObject() } };
        }

        foreach (var answer in rpcs.SelectMany(rpc => Refusals.Of(of.FindMethodByName(rpc), needsToken, isConditional: false)).GroupBy(refusal => refusal.Key))
        {
            success.TryAdd(answer.Key, Refusals.Together(answer.Key, answer.Select(refusal => refusal.Value)));
        }

        operation["responses"] = new JsonObject(success.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => KeyValuePair.Create<string, JsonNode?>(answer.Key, answer.Value)));
        return operation;
    }

    private static JsonObject File(string description, params (string Name, string Description)[] more) => new()
    {
        ["description"] = description,
        ["headers"] = Headers(
        [
            ("ETag", "Penanda isi berkas."), ("Content-Disposition", "Selalu `attachment`, dengan nama yang aman."), (FileAddresses.Digest, "SHA-256 seluruh berkas."), ("Accept-Ranges", "`bytes`."), .. more,
        ]),
        ["content"] = new JsonObject { ["*/*"] = new JsonObject() },
    };

    private static JsonObject Same() => new() { ["description"] = "Sama dengan yang sudah dimiliki.", ["headers"] = Headers(("ETag", "Penanda isi berkas.")) };

    private static JsonObject RangeRefused()
    {
        var refused = Refusals.Answer("RANGE_INVALID");
        refused["headers"] = Headers(("Content-Range", "Panjang berkas."));
        return refused;
    }

    private static JsonObject Headers(params (string Name, string Description)[] headers) => new(headers.Select(header => KeyValuePair.Create<string, JsonNode?>(
        header.Name, new JsonObject { ["description"] = header.Description, ["schema"] = new JsonObject { ["type"] = "string" } })));

    private static JsonObject Number => Parameter("number", "path", isRequired: true, "Nomor laporan.");

    private static JsonObject UploadId => Parameter("uploadId", "path", isRequired: true, "Dari BeginUpload.");

    private static JsonObject Evidence => Parameter("evidence", "path", isRequired: true, "Nomor bukti pada laporan itu, mulai dari 1.");

    private static JsonObject Original => Parameter("isOriginal", "query", isRequired: false, "`true` untuk berkas asli di mana ada salinan tanpa keterangan tersembunyi.");

    private static JsonObject[] Conditions =>
    [
        Header("If-Match", isRequired: false, "ETag berkas yang dimaksud: bila berkasnya lain, jawabannya 412."),
        Header("If-None-Match", isRequired: false, "ETag yang sudah dimiliki: jawabannya 304 tanpa isi, dan riwayat penguasaan tidak bertambah."),
    ];

    private static JsonObject Code => Header(FileAddresses.AccessCode, isRequired: false, "Kode akses pelapor; tidak perlu bila ada token petugas.");

    private static JsonObject Header(string name, bool isRequired, string description) => Parameter(name, "header", isRequired, description);

    private static JsonObject Parameter(string name, string place, bool isRequired, string description) =>
        new() { ["name"] = name, ["in"] = place, ["required"] = isRequired, ["description"] = description, ["schema"] = new JsonObject { ["type"] = "string" } };
}
