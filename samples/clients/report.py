#!/usr/bin/python3
"""Submits a report and follows it, with nothing but the protos. Needs Debian's python3-grpcio and python3-grpc-tools.

Usage: samples/clients/report.py "what happened" [GATEWAY]
"""

import glob
import os
import subprocess
import sys
import tempfile
import uuid

import grpc

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "src", "Contracts", "protos")


def contracts():
    """Generates the client's code from the protos and imports it."""
    out = tempfile.mkdtemp()
    protos = [path for part in ("netralitas/reports/v1", "google/api") for path in glob.glob(os.path.join(ROOT, part, "*.proto"))]
    subprocess.run([sys.executable, "-m", "grpc_tools.protoc", f"-I{ROOT}", f"--python_out={out}", f"--grpc_python_out={out}", *protos], check=True)
    sys.path.insert(0, out)
    from netralitas.reports.v1 import intake_service_pb2, intake_service_pb2_grpc

    return intake_service_pb2, intake_service_pb2_grpc


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    messages, services = contracts()
    channel = grpc.insecure_channel(sys.argv[2] if len(sys.argv) > 2 else "localhost:5100")
    intake = services.IntakeServiceStub(channel)
    # The id is made once: the same id again, for example after a time-out, gets the same number and code.
    request = messages.SubmitReportRequest(request_id=str(uuid.uuid4()), narrative=sys.argv[1])
    try:
        receipt = intake.SubmitReport(request, timeout=10)
        status = intake.TrackReport(messages.TrackReportRequest(number=receipt.number, access_code=receipt.access_code), timeout=10)
    except grpc.RpcError as refusal:
        sys.exit(f"{refusal.code().name}: {refusal.details()}")
    print(f"Nomor laporan : {receipt.number}\nKode akses    : {receipt.access_code}")
    for remark in receipt.remarks:
        print(f"Catatan       : {remark}")
    print(f"Jenis         : {status.kind_text}")
    print(f"Status        : {status.status_text}\nBerikutnya    : {status.next_step}")


if __name__ == "__main__":
    main()
