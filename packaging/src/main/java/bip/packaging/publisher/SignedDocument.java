package bip.packaging.publisher;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A metadata file: what is said, and signatures over its canonical form (4.2). Does not change; one
 * that was read keeps its bytes.
 */
final class SignedDocument {

    private static final int SIGNATURE_DIGITS = 128;

    private final JsonNode signed;
    private final SortedMap<KeyId, String> signatures;
    private final byte[] bytes;

    private SignedDocument(JsonNode signed, SortedMap<KeyId, String> signatures, byte[] bytes) {
        this.signed = signed;
        this.signatures = Collections.unmodifiableSortedMap(signatures);
        this.bytes = bytes;
    }

    /** {@code metadata} without a signature. */
    static SignedDocument of(Metadata metadata) {
        return made(metadata.toJson(), new TreeMap<>());
    }

    /**
     * @param where the file, for messages
     * @throws Refusal if it has not the form of a metadata file; signatures are not judged here
     */
    static SignedDocument parse(byte[] bytes, String where) {
        if (bytes.length > FileMark.MOST_BYTES) {
            throw Fields.wrong(where, "is larger than any metadata");
        }
        var file = new Fields(Json.parseObject(bytes, where), where);
        file.only(java.util.Set.of("signed", "signatures"));
        var signatures = new TreeMap<KeyId, String>();
        for (Fields entry : file.objects("signatures")) {
            KeyId id = entry.checked(() -> new KeyId(entry.text("keyid")));
            if (signatures.put(id, entry.hex("sig", SIGNATURE_DIGITS / 2)) != null) {
                throw Fields.wrong(where, "has two signatures of one key");
            }
        }
        return new SignedDocument(file.object("signed").node(), signatures, bytes.clone());
    }

    private static SignedDocument made(JsonNode signed, SortedMap<KeyId, String> signatures) {
        ObjectNode file = Json.object();
        ArrayNode list = file.putArray("signatures");
        signatures.forEach((id, sig) -> list.addObject().put("keyid", id.hex()).put("sig", sig));
        file.set("signed", signed);
        return new SignedDocument(signed, signatures, Json.write(file));
    }

    /** The same with {@code key}'s signature, in place of an older one of that key. */
    SignedDocument signedBy(OpenedKey key) {
        var more = new TreeMap<>(signatures);
        more.put(key.id(), key.sign(canonical()));
        return made(signed, more);
    }

    /** How many keys of {@code keys} have signed this; one that signed twice counts once. */
    int validSignatures(RoleKeys keys) {
        byte[] message = canonical();
        return (int)
                keys.keys().entrySet().stream()
                        .filter(key -> key.getValue().verifies(message, signatureOf(key.getKey())))
                        .count();
    }

    private String signatureOf(KeyId id) {
        return signatures.getOrDefault(id, "");
    }

    boolean meetsThreshold(RoleKeys keys) {
        return validSignatures(keys) >= keys.threshold();
    }

    Fields fields(String where) {
        return new Fields(signed, where);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    private byte[] canonical() {
        return CanonicalJson.encode(signed);
    }
}
