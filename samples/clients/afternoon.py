#!/usr/bin/env python3
"""A regional office's afternoon, call by call, with curl: from a walk-in report to the decision of the personnel authority. Prints docs/afternoon.md.

Usage: OFFICER=token AGENCY=token samples/clients/afternoon.py [GATEWAY]

OFFICER is a token of bawaslu:35.75 with the role officer, AGENCY one of ppk:35.75 with the role agency. Everything is CONTOH: nobody is meant.
"""

import base64
import datetime
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import uuid

GATEWAY = (sys.argv[1] if len(sys.argv) > 1 else "http://localhost:5101").rstrip("/")
TOKENS = {name: os.environ.get(name, "") for name in ("OFFICER", "AGENCY")}
REGION = "35.75"
TODAY = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=7)).date()
REQUIREMENTS = ["reporter_identity", "respondent", "reported_in_time", "time_of_act", "place_of_act", "account", "evidence"]
INTRODUCTION = """# Sore hari di sebuah kantor / An afternoon at an office

Satu perkara di Bawaslu Kota Pasuruan (`bawaslu:35.75`), dari warga yang datang melapor sampai keputusan pejabat pembina kepegawaian, hanya dengan `curl` dan dokumen di `/openapi/v1.json` (halamannya di `/docs`).
Halaman ini dicetak oleh [samples/clients/afternoon.py](../samples/clients/afternoon.py): setiap panggilan dijalankan dan setiap jawaban diberikan oleh sistem; jawaban hanya dipersingkat (`…`), dan sebuah uji menjalankannya lagi.
Semua nama dan peristiwa adalah CONTOH. Aturan umum API: [api.md](api.md); alasan penolakan: [errors.md](errors.md).

Setiap panggilan yang menyimpan sesuatu membawa `Idempotency-Key` (UUID baru untuk setiap permintaan, sama bila diulang), di bawah ini `$(uuid)`; ia pengganti `requestId`. Setiap langkah perkara membawa versi perkara yang terakhir dilihat
petugas sebagai `expectedVersion`, dari jawaban sebelumnya (`state.version`); bila orang lain mendahului, jawabannya 409 `CASE_CHANGED`: lihat lagi dengan `GET /v1/reports/{number}`, lalu ulangi bila masih perlu."""


def shown(value, fields):
    """An answer with the named fields only; `a.b` goes into objects and lists."""
    wanted = {}
    for field in fields:
        first, _, rest = field.partition(".")
        wanted.setdefault(first, []).append(rest)
    if isinstance(value, list):
        return [shown(each, fields) for each in value]
    kept = {name: shown(value[name], [rest for rest in wanted[name] if rest]) if any(wanted[name]) else value[name] for name in value if name in wanted}
    return kept | ({"…": "…"} if len(kept) < len(value) else {})


class Afternoon:
    def __init__(self):
        self.names = {}

    def heading(self, text, words):
        print(f"\n## {text}\n\n{words}\n")

    def keep(self, name, value):
        """Shows a value by its name from now on."""
        self.names[value] = f"${name}"

    def written(self, text):
        for value in sorted(self.names, key=len, reverse=True):
            text = text.replace(value, self.names[value])
        return text

    def quoted(self, word):
        """A word as a shell takes it, with the names of what was kept in place of the values."""
        named = self.written(word)
        if '"' in named:
            return "'" + re.sub(r"(\$[A-Z]+)", r"'\1'", named) + "'"
        return f'"{named}"' if any(letter in named for letter in " &?") else named

    def curl(self, method, path, headers=(), body=None, extra=(), answer=None):
        """Runs curl and prints it; the values that were kept are shown by their names."""
        arguments = [*(["-X", method] if method not in ("GET", "HEAD") and "-T" not in extra else []), *(["-I"] if method == "HEAD" else []), f"{GATEWAY}{path}"]
        for header in headers:
            arguments += ["-H", header]
        if body is not None:
            arguments += ["-H", "Content-Type: application/json", "-d", json.dumps(body, ensure_ascii=False)]
        arguments += list(extra)
        line = " ".join(["curl", *("\\\n    -d" if word == "-d" else self.quoted(word.replace(GATEWAY, "$G")) for word in arguments)])
        print(f"```\n{line}\n```")
        done = subprocess.run(["curl", "--silent", "--show-error", "--fail-with-body", "--max-time", "30", *arguments], capture_output=True)
        if done.returncode != 0:
            sys.exit(f"{line}\n{done.stdout.decode(errors='replace')}{done.stderr.decode()}")
        if answer is None:
            return done.stdout
        found = json.loads(done.stdout)
        print(f"```json\n{self.written(json.dumps(shown(found, answer) if answer else found, ensure_ascii=False, indent=2))}\n```")
        return found

    def call(self, who, method, path, body=None, answer=(), headers=()):
        """A call as JSON: by whose token, or none."""
        sent = [f"Authorization: Bearer {TOKENS[who]}"] if who else []
        key = str(uuid.uuid4())
        self.names[key] = "$(uuid)"
        is_write = body is not None and not path.endswith((":track", ":finish", ":count"))
        sent += [f"Idempotency-Key: {key}"] if is_write else []
        return self.curl(method, path, [*sent, *headers], body, answer=list(answer))

    def step(self, method, action, answer=("state.statusText", "state.version"), **values):
        """A step of the case, which goes on from the version that was seen."""
        found = self.call("OFFICER", method, f"/v1/reports/{self.number}{action}", {"expectedVersion": self.version, **values}, answer)
        self.version = found["state"]["version"]
        return found


def sign_in(day):
    day.heading("1. Masuk / Sign in", "Token diterbitkan oleh penerbit OIDC yang dipercaya gerbang; di lingkungan pengembangan `make token` membuatnya, untuk sepuluh menit. Isi meja kerja membuktikan bahwa token diterima.")
    print("```\nuuid() { cat /proc/sys/kernel/random/uuid; }\nG=http://localhost:5101\nOFFICER=$(make -s token OFFICE=bawaslu:35.75 ROLE=officer)\nAGENCY=$(make -s token OFFICE=ppk:35.75 ROLE=agency)\n```")
    for name, token in TOKENS.items():
        day.keep(name, token)
    day.call("OFFICER", "GET", "/v1/cases:count", answer=("total",))


def take_in(day):
    day.heading("2. Warga datang melapor / A walk-in report",
                "Petugas mengetik apa yang diceritakan warga. Laporan tidak pernah ditolak karena kurang: yang belum ada menjadi catatan. Nomor dan kode akses diserahkan kepada pelapor; kode itu tidak disimpan di mana pun.")
    report = {
        "narrative": "CONTOH: seorang lurah membagikan unggahan seorang calon di grup kelurahan.", "regionCode": REGION, "contest": "Pemilihan Wali Kota dan Wakil Wali Kota Pasuruan",
        "place": "CONTOH: kantor kelurahan", "happenedOn": "kemarin", "knownOn": str(TODAY - datetime.timedelta(days=1)),
        "reporter": {"name": "CONTOH Pelapor", "address": "CONTOH Jalan"}, "respondents": [{"name": "CONTOH Terlapor", "position": "Lurah"}],
    }
    found = day.call("OFFICER", "POST", "/v1/reports:enter", {"report": report}, ("number", "accessCode", "receivedAt", "remarks", "kind"))
    day.number, day.code = found["number"], found["accessCode"]
    day.keep("NUMBER", day.number)
    day.keep("CODE", day.code)


def send_evidence(day, folder):
    day.heading("3. Bukti dikirim lewat HTTP / Evidence by HTTP",
                "Unggahan dimulai sebagai JSON, lalu berkasnya dikirim apa adanya, di sini oleh pelapor dengan kode aksesnya. Bila sambungan putus di tengah jalan, `HEAD` mengatakan sampai di mana, dan `PATCH` melanjutkan.")
    path = os.path.join(folder, "rekaman.bin")
    content = b"CONTOH rekaman. " * 20000
    with open(path, "wb") as file:
        file.write(content)
    day.keep("FILE", path)
    begun = day.call(None, "POST", f"/v1/reports/{day.number}/uploads", {"accessCode": day.code, "sizeBytes": str(len(content)), "name": "rekaman.bin", "description": "CONTOH rekaman layar"},
                     ("uploadId", "nextOffset", "metadataAdvice"))
    upload = f"/v1/reports/{day.number}/uploads/{begun['uploadId']}"
    day.keep("UPLOAD", begun["uploadId"])
    part = os.path.join(folder, "bagian-1")
    with open(part, "wb") as file:
        file.write(content[:3 * 65536])
    day.keep("PART1", part)
    code = f"Netralitas-Access-Code: {day.code}"
    print("`$PART1` adalah 196.608 bita pertama dari rekaman itu, seolah-olah sambungan putus sesudahnya; `$REST` sisanya:\n")
    day.curl("PATCH", upload, [code, "Upload-Offset: 0", "Content-Type: application/octet-stream"], extra=("--data-binary", f"@{part}"))
    state = day.curl("HEAD", upload, [code]).decode()
    print("```\n" + "\n".join(sorted(line for line in state.splitlines() if line.lower().startswith("upload-"))) + "\n```")
    rest = os.path.join(folder, "sisanya")
    with open(rest, "wb") as file:
        file.write(content[3 * 65536:])
    day.keep("REST", rest)
    day.curl("PATCH", upload, [code, f"Upload-Offset: {3 * 65536}", "Content-Type: application/octet-stream"], extra=("--data-binary", f"@{rest}"))
    day.call(None, "POST", f"{upload}:finish", {"accessCode": day.code, "sha256": base64.b64encode(hashlib.sha256(content).digest()).decode()}, ("evidence", "sha256", "sizeBytes", "mediaType", "metadataText"))
    print("Petugas membaca 16 bita pertama; pembukaan itu tercatat pada riwayat penguasaan sebelum dikirim:\n")
    read = day.curl("GET", f"/v1/reports/{day.number}/evidence/1/content", [f"Authorization: Bearer {TOKENS['OFFICER']}", "Range: bytes=0-15"])
    print(f"```\n{read.decode()}\n```")


def examine(day):
    day.heading("4. Kajian awal / Initial examination", "Petugas mengambil perkara, menyebut pemilihannya dari pilihan yang ditawarkan, dan menilai setiap syarat. Bukti belum jelas, maka pelapor diminta melengkapi.")
    case = day.call("OFFICER", "GET", f"/v1/reports/{day.number}", answer=("state.statusText", "state.version", "contestChoices.contestId", "contestChoices.name"))
    day.version = case["state"]["version"]
    contest = next(choice["contestId"] for choice in case["contestChoices"] if "wali-kota" in choice["contestId"])
    day.step("POST", ":claim")
    day.step("POST", ":assignContest", contestId=contest)
    judge(day, "evidence")
    day.step("POST", ":requestCompletion", ("state.statusText", "state.version", "state.deadlines"), message="CONTOH: sebutkan siapa yang melihat unggahan itu.")


def judge(day, *not_met):
    day.step("POST", ":review", outcomes=[{"key": key, "isMet": key not in not_met, "note": "CONTOH catatan"} for key in REQUIREMENTS])


def complete(day):
    day.heading("5. Pelapor melengkapi dengan kode / The reporter completes by code", "Tanpa akun: nomor dan kode cukup. Waktu pelapor berjalan sejak permintaan itu ada padanya.")
    day.call(None, "POST", f"/v1/reports/{day.number}:confirmNotice", {"accessCode": day.code}, ())
    day.call(None, "POST", f"/v1/reports/{day.number}:complete", {"accessCode": day.code, "addition": {"evidence": [{"description": "CONTOH saksi: dua warga kelurahan"}]}}, ())


def register(day):
    day.heading("6. Registrasi / Registration", "Setelah semua syarat terpenuhi, laporan diregistrasi; jam penanganan mulai berjalan.")
    day.version = day.call("OFFICER", "GET", f"/v1/reports/{day.number}", answer=("state.statusText", "state.version"))["state"]["version"]
    judge(day)
    day.step("POST", ":register", ("registrationNumber", "state.statusText", "state.version", "state.deadlines"))


def forward(day):
    day.heading("7. Kajian, pleno, penerusan / Study, plenary, forwarding", "Kajian, kualifikasi per terlapor, putusan rapat pleno, lalu penerusan kepada pejabat yang berwenang.")
    day.step("PUT", "/study", text="CONTOH kajian dugaan pelanggaran.", isSubmitted=True)
    day.step("POST", ":qualify", happenedOn=str(TODAY - datetime.timedelta(days=1)), qualifications=[{"respondent": 1, "code": "D-06"}])
    day.step("POST", ":decide", decidedOn=str(TODAY), outcomes=[{"respondent": 1, "outcome": "PLENARY_OUTCOME_VIOLATION", "reason": "CONTOH alasan"}])
    day.step("POST", ":forward", documentNumber="CONTOH 045/PP.01.02/K/2024", documentDatedOn=str(TODAY), summary="CONTOH ringkasan kajian", respondents=[{
        "respondent": 1, "track": "FORWARDING_TRACK_OTHER_LAW", "agencyKind": "AGENCY_KIND_REGENCY_GOVERNMENT", "agencyRegionCode": REGION, "agency": "Kelurahan Contoh", "employeeKind": "EMPLOYEE_KIND_PNS"}])


def follow_up(day):
    day.heading("8. Tindak lanjut PPK / The personnel authority follows up", "Pejabat pembina kepegawaian melihat yang diteruskan kepadanya dan mencatat penerimaan, pemeriksaan, dan keputusan; Bawaslu menutup.")
    fields = ("forwardings.forwardingId", "forwardings.version", "forwardings.statusText", "forwardings.registrationNumber", "forwardings.authority", "forwardings.actByOn")
    found = day.call("AGENCY", "GET", "/v1/forwardings?openOnly=true&pageSize=1", answer=fields)["forwardings"][0]
    day.keep("FORWARDING", found["forwardingId"])
    path, version = f"/v1/forwardings/{found['forwardingId']}", found["version"]
    for who, action, values in (
            ("AGENCY", "recordReceipt", {"receivedOn": found["forwardedOn"]}), ("AGENCY", "recordExamination", {"beganOn": found["forwardedOn"], "documentNumber": "CONTOH 800/12"}),
            ("AGENCY", "recordDecision", {"decisionNumber": "CONTOH SK 800/77", "decidedOn": found["forwardedOn"], "sanctionCode": "SEDANG-TUKIN-6"}), ("OFFICER", "close", {})):
        version = day.call(who, "POST", f"{path}:{action}", {"expectedVersion": version, **values}, ("forwarding.statusText", "forwarding.version"))["forwarding"]["version"]


def look(day):
    day.heading("9. Angka di papan / The dashboards' numbers", "Menurut status untuk kantor sendiri; dan apa yang boleh dilihat siapa saja tanpa token: laporan per wilayah (angka kecil ditahan) dan cakupan ikrar.")
    day.call("OFFICER", "POST", "/v1/statistics:count", {"dimension": "COUNT_DIMENSION_STATUS"}, ("total",))
    day.call(None, "GET", "/v1/statistics:public?dimension=COUNT_DIMENSION_REGION", answer=("isTotalWithheld", "note"))
    text = day.call("OFFICER", "GET", "/v1/pledgeTexts?pageSize=1&onlyCurrent=true", answer=("pledgeTexts.pledgeTextId", "pledgeTexts.title"))["pledgeTexts"][0]
    day.keep("TEXT", text["pledgeTextId"])
    day.call(None, "GET", f"/v1/publicCoverage?subject.pledgeTextId={text['pledgeTextId']}&subject.contests=Pemilihan%20Wali%20Kota&regionCode={REGION}", answer=("total.label", "total.isWithheld"))


def track(day):
    day.heading("10. Pelapor melihat hasilnya / The reporter sees the outcome", "Dengan nomor dan kode yang sama.")
    day.call(None, "POST", f"/v1/reports/{day.number}:track", {"accessCode": day.code}, ("kindText", "statusText", "registrationNumber", "nextStep"))


def main():
    if not all(TOKENS.values()):
        sys.exit(__doc__)
    day = Afternoon()
    print(INTRODUCTION)
    with tempfile.TemporaryDirectory() as folder:
        sign_in(day)
        take_in(day)
        send_evidence(day, folder)
        examine(day)
        complete(day)
        register(day)
        forward(day)
        follow_up(day)
        look(day)
        track(day)


if __name__ == "__main__":
    main()
