package dev.keelson.runtime.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Texts in the Huffman code of HTTP/2's headers (RFC 7541, appendix B). The code is canonical: of
 * two codes of one length the greater one is the greater symbol's, so the lengths are all of it.
 */
final class Huffman {
  private static final int SHORTEST = 5;
  private static final int LONGEST = 30;

  /** The length of each symbol's code; {@code a} is the shortest, of five bits. */
  private static final String LENGTHS =
      "isxxxxxxxtzxxzxxxxxxxxzxxxxxxxxx"
          + "bffhibdgffdgdbbbaaabbbbbbbcdkbhf"
          + "ibccccccccccccccccccccccdcdioijb"
          + "kabababbbaccbbbabcbaabccccckgjix"
          + "prpprrrsrssssststtrstssssqrsrsst"
          + "rqprrssqsrrtqrssqqrqsrssprrrsrrs"
          + "vvporsruvvvwwvtuoqvwwvwtqqvvxwww"
          + "ptpqrqqsrruuttvsvwvvwwwwwxwwwwwv";

  private static final int[] FIRST_CODE = new int[LONGEST + 1];
  private static final int[] FIRST_PLACE = new int[LONGEST + 1];
  private static final int[] COUNT = new int[LONGEST + 1];
  private static final byte[] SYMBOLS = new byte[LENGTHS.length()];

  static {
    int place = 0;
    int code = 0;
    for (int length = SHORTEST; length <= LONGEST; length++) {
      code <<= 1;
      FIRST_CODE[length] = code;
      FIRST_PLACE[length] = place;
      for (int symbol = 0; symbol < LENGTHS.length(); symbol++) {
        if (LENGTHS.charAt(symbol) - 'a' + SHORTEST == length) {
          SYMBOLS[place++] = (byte) symbol;
          code++;
        }
      }
      COUNT[length] = place - FIRST_PLACE[length];
    }
  }

  private Huffman() {}

  /** The text; what is left of the last byte is padding. */
  static String decode(byte[] bytes, int from, int length) throws IOException {
    var text = new ByteArrayOutputStream();
    int code = 0;
    int bits = 0;
    for (int bit = 0; bit < length * 8; bit++) {
      code = code << 1 | (bytes[from + bit / 8] >> (7 - bit % 8) & 1);
      bits++;
      int beyond = code - FIRST_CODE[bits];
      if (beyond >= 0 && beyond < COUNT[bits]) {
        text.write(SYMBOLS[FIRST_PLACE[bits] + beyond]);
        code = 0;
        bits = 0;
      } else if (bits == LONGEST) {
        throw new IOException("a header of the answer is not in HTTP/2's Huffman code");
      }
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
