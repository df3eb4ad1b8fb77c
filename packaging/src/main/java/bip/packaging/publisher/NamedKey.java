package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/** A public half with the name that people know it by: the content of a file {@code NAME.pub}. */
record NamedKey(KeyName name, PublicHalf half) {

    private static final String FORMAT = "bip-public-key/v1";

    static final String SUFFIX = ".pub";

    /**
     * @throws Refusal if {@code file} is not there or does not hold what its id says
     */
    static NamedKey load(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw Refusal.before(
                    "there is no public half " + file, "Copy it from where the key was made.");
        }
        var fields = new Fields(Json.parseObject(bytes, file.toString()), file.toString());
        if (!fields.text("format").equals(FORMAT)) {
            throw Fields.wrong(file.toString(), "is not of the format " + FORMAT);
        }
        var key =
                new NamedKey(
                        KeyName.parse(fields.text("name")), PublicHalf.parse(fields.object("key")));
        if (!fields.text("keyid").equals(key.half().id().hex())) {
            throw Fields.wrong(file.toString(), "holds another key than its keyid says");
        }
        return key;
    }

    byte[] toBytes() {
        ObjectNode file = Json.object();
        file.put("format", FORMAT);
        file.put("name", name.toString());
        file.put("keyid", half.id().hex());
        file.set("key", half.toJson());
        return Json.write(file);
    }
}
