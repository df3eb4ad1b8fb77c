package bip.ctl.trust;

import java.util.Arrays;

/** Fuzz target: a metadata file of any role, its signatures too. */
public final class MetadataFuzz {

    private MetadataFuzz() {}

    /** The first byte chooses the role. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 0) {
            Role[] roles = Role.values();
            Role role = roles[Byte.toUnsignedInt(input[0]) % roles.length];
            try {
                read(role, Arrays.copyOfRange(input, 1, input.length));
            } catch (TrustException refused) {
                // As it should be.
            }
        }
    }

    private static void read(Role role, byte[] bytes) throws TrustException {
        SignedDocument document = SignedDocument.read(role.fileName(), bytes);
        switch (role) {
            case ROOT -> RootMetadata.read(document).checkSignatures(document, Role.ROOT);
            case TIMESTAMP -> TimestampMetadata.read(document);
            case SNAPSHOT -> SnapshotMetadata.read(document);
            case TARGETS -> TargetsMetadata.read(document);
        }
    }
}
