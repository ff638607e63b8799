package dev.keelson.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeaderBlockTest {
  private static Map<String, String> decode(String hex) throws IOException {
    return HeaderBlock.decode(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  @Test
  void readsTheExamplesOfTheStandard() throws IOException {
    // RFC 7541, C.2.1, and the first header of C.6.1
    assertThat(decode("400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572"))
        .containsExactly(Map.entry("custom-key", "custom-header"));
    assertThat(decode("4882 6402")).containsExactly(Map.entry(":status", "302"));
  }

  @Test
  void readsHuffmanCode() throws IOException {
    byte[] text = HexFormat.of().parseHex("f1e3c2e5f23a6ba0ab90f4ff");
    assertThat(Huffman.decode(text, 0, text.length)).isEqualTo("www.example.com");
  }

  @Test
  void readsWhatItWrites() throws IOException {
    var headers = new LinkedHashMap<String, String>();
    headers.put(":path", "/grpc.health.v1.Health/Check");
    headers.put("long", "x".repeat(1000));
    headers.put("exact", "x".repeat(127));
    headers.put("empty", "");
    assertThat(HeaderBlock.decode(HeaderBlock.encode(headers))).isEqualTo(headers);
  }

  @Test
  void knowsAStatusThatIsATableEntry() throws IOException {
    assertThat(decode("20 88")).containsExactly(Map.entry(":status", "200"));
    assertThat(decode("0f1f 022f 78")).containsExactly(Map.entry("location", "/x"));
    assertThat(decode("8d")).containsExactly(Map.entry(":status", "404"));
  }

  @Test
  void endsAtNonsenseInWords() {
    assertThatThrownBy(() -> decode("be")).hasMessageContaining("forbidden");
    assertThatThrownBy(() -> decode("000a41")).hasMessageContaining("cut off");
    assertThatThrownBy(() -> decode("7f")).hasMessageContaining("cut off");
    assertThatThrownBy(() -> decode("7fffffffffffff")).hasMessageContaining("too great");
  }
}
