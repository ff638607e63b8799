package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.revision.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** PEM blocks, as Go's {@code encoding/pem} writes them: 64 characters a line, line feeds. */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*([^-]*?)-----END \\1-----");

  private Pem() {}

  /** One block of a file; header lines, which only encrypted keys have, stay in the body. */
  record Block(String label, String body) {
    /**
     * The decoded body.
     *
     * @throws IllegalArgumentException when it is not base64
     */
    byte[] der() {
      return Base64.getMimeDecoder().decode(body);
    }
  }

  static Bytes encode(String label, byte[] der) {
    var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Bytes.utf8(
        "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
  }

  /** The blocks of a file in order; none when it is no PEM. */
  static List<Block> blocks(Bytes file) {
    var text = new String(file.toArray(), StandardCharsets.ISO_8859_1);
    var blocks = new ArrayList<Block>();
    for (var m = BLOCK.matcher(text); m.find(); ) {
      blocks.add(new Block(m.group(1), m.group(2)));
    }
    return blocks;
  }
}
