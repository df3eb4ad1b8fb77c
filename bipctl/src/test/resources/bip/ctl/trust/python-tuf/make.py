"""Makes the metadata beside it with python-tuf and throw-away keys: python3 make.py

A second implementation, so that the client is not only tested with what it writes itself.
"""

from datetime import datetime, timezone
from pathlib import Path

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import MetaFile, Metadata, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer

HERE = Path(__file__).parent
EXPIRES = datetime(2036, 1, 1, tzinfo=timezone.utc)
CUSTOM = {
    "version": "1.8.0",
    "notes": {"pl": 'Żółw "wolny" \\ cofa się\n\tpowoli', "en": "A slow turtle \u007f"},
    "order": {"\ufffd": 1, "\U0001f600": 2, "é": 3, "e": 4, "E": 5, "": 6},
    "schema": {"reads": [5, 7], "writes": 7, "never": None, "big": 2**70, "less": -1},
}


def main() -> None:
    owners = [CryptoSigner.generate_ed25519() for _ in range(4)]
    packers = [CryptoSigner.generate_ed25519() for _ in range(2)]
    online = CryptoSigner.generate_ed25519()

    root = Root(expires=EXPIRES, consistent_snapshot=True)
    for owner in owners[:3]:
        root.add_key(owner.public_key, "root")
    root.roles["root"].threshold = 2
    for packer in packers:
        root.add_key(packer.public_key, "targets")
    for role in ("snapshot", "timestamp"):
        root.add_key(online.public_key, role)
    write("1.root.json", root, owners[0], owners[1])

    root.version = 2
    root.revoke_key(owners[0].public_key.keyid, "root")
    root.add_key(owners[3].public_key, "root")
    write("2.root.json", root, *owners)

    archive = TargetFile.from_data("stable/bip-1.8.0.tar.gz", b"not an archive", ["sha256", "sha512"])
    archive.unrecognized_fields["custom"] = CUSTOM
    targets = write("1.targets.json", Targets(expires=EXPIRES, targets={archive.path: archive}), packers[1])
    snapshot = Snapshot(expires=EXPIRES, meta={"targets.json": reference(targets)})
    timestamp = Timestamp(expires=EXPIRES, snapshot_meta=reference(write("1.snapshot.json", snapshot, online)))
    timestamp.unrecognized_fields["bip_signed_at"] = "2026-02-28T04:00:00Z"
    write("timestamp.json", timestamp, online)


def reference(data: bytes) -> MetaFile:
    return MetaFile.from_data(1, data, ["sha256", "sha512"])


def write(name: str, signed, *signers) -> bytes:
    metadata = Metadata(signed)
    for signer in signers:
        metadata.sign(signer, append=True)
    data = metadata.to_bytes(JSONSerializer())
    (HERE / name).write_bytes(data)
    return data


main()
