#!/usr/bin/env python3
"""Prints the tests that did not pass in a trx file, each with the first lines of its message."""
import sys
import xml.etree.ElementTree as xml

SPACE = {"t": "http://microsoft.com/schemas/VisualStudio/TeamTest/2010"}
MOST = 20

try:
    results = xml.parse(sys.argv[1]).findall(".//t:UnitTestResult", SPACE)
except (OSError, xml.ParseError) as unreadable:
    sys.exit(f"        no results: {unreadable}")
bad = [result for result in results if result.get("outcome") != "Passed"]
for result in bad[:MOST]:
    message = result.findtext(".//t:Message", "", SPACE).strip().splitlines()
    print(f"        {result.get('testName')}")
    for line in message[:3]:
        print(f"            {line[:300]}")
if len(bad) > MOST:
    print(f"        and {len(bad) - MOST} more")
