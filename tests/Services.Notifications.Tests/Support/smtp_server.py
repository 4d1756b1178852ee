"""A real SMTP server (aiosmtpd): one line of JSON for each message that it took. Recipients whose name begins with "tiada" do not exist, those with "penuh" are full."""
import json
import sys
import threading

from aiosmtpd.controller import Controller


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("tiada"):
            return "550 5.1.1 no such user"
        if address.startswith("penuh"):
            return "452 4.2.2 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        print(json.dumps({"to": envelope.rcpt_tos, "content": envelope.content.decode("utf-8", "replace")}), flush=True)
        return "250 OK"


controller = Controller(Handler(), hostname="127.0.0.1", port=int(sys.argv[1]))
controller.start()
print("ready", flush=True)
sys.stdin.read()
controller.stop()
