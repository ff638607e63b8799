package dev.keelson.runtime.image.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.image.testkit.LayerTar;
import dev.keelson.runtime.image.testkit.TestImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {
  private static final String LONG_NAME = "deep/".repeat(60) + "ünïcödé";
  @TempDir Path directory;

  @Test
  void readsEveryKindOfMember() throws IOException {
    byte[] tar =
        new LayerTar()
            .directory("d", 01777)
            .file("d/f", "content", 04755, 3_000_000, 5, Map.of("SCHILY.xattr.user.k", "v"))
            .symbolicLink("s", "d/f")
            .hardLink("h", "d/f")
            .characterDevice("c", 1, 3)
            .blockDevice("b", 8, 1)
            .fifo("p")
            .bytes();

    List<TarEntry> entries = entries(new ByteArrayInputStream(tar));

    assertThat(entries)
        .extracting(TarEntry::type)
        .containsExactly(
            TarEntry.Type.DIRECTORY,
            TarEntry.Type.FILE,
            TarEntry.Type.SYMBOLIC_LINK,
            TarEntry.Type.HARD_LINK,
            TarEntry.Type.CHARACTER_DEVICE,
            TarEntry.Type.BLOCK_DEVICE,
            TarEntry.Type.FIFO);
    TarEntry file = entries.get(1);
    assertThat(file.name()).isEqualTo("d/f");
    assertThat(file.mode()).isEqualTo(04755);
    assertThat(file.uid()).isEqualTo(3_000_000);
    assertThat(file.gid()).isEqualTo(5);
    assertThat(file.modified()).isEqualTo(LayerTar.TIME);
    assertThat(file.xattrs()).containsExactly(Map.entry("user.k", "v"));
    assertThat(entries.get(2).linkName()).isEqualTo("d/f");
    assertThat(entries.get(4).deviceMajor()).isEqualTo(1);
    assertThat(entries.get(4).deviceMinor()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "gnu", "ustar", "v7", "oldgnu"})
  void readsWhatTarWrites(String format) throws Exception {
    boolean longNames = !format.equals("ustar") && !format.equals("v7");
    String name = longNames ? LONG_NAME : "short/name";
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x".repeat(1000));
    Files.setLastModifiedTime(
        file, java.nio.file.attribute.FileTime.from(Instant.ofEpochSecond(1_600_000_000)));
    Files.createSymbolicLink(directory.resolve("link"), Path.of(name));

    ProcessBuilder tar =
        new ProcessBuilder(
            "tar", "--format=" + format, "-C", directory.toString(), "-cf", "-", "link", name);
    tar.environment().put("LC_ALL", "C.UTF-8");
    Process process = tar.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<TarEntry> entries = entries(process.getInputStream());

    assertThat(process.waitFor()).isZero();
    assertThat(entries).extracting(TarEntry::name).containsExactly("link", name);
    assertThat(entries.get(0).linkName()).isEqualTo(name);
    assertThat(entries.get(1).size()).isEqualTo(1000);
    assertThat(entries.get(1).modified()).isEqualTo(Instant.ofEpochSecond(1_600_000_000));
  }

  @Test
  void keepsTheBytesOfAnAttributeAsTheyAre() throws IOException {
    byte[] capability = {1, 0, 0, 2, (byte) 0x80, (byte) 0xff, 10, 0, '=', 0};
    byte[] tar = withPax("SCHILY.xattr.security.capability", capability);

    TarEntry entry = entries(new ByteArrayInputStream(tar)).getFirst();

    assertThat(entry.xattrs())
        .containsExactly(
            Map.entry("security.capability", new String(capability, StandardCharsets.ISO_8859_1)));
  }

  @Test
  void givesEachContentAndSkipsWhatIsNotRead() throws IOException {
    byte[] tar = new LayerTar().file("a", "A".repeat(700)).file("b", "bb").bytes();
    TarReader reader = new TarReader(new ByteArrayInputStream(tar));

    reader.next();
    assertThat(reader.content().readNBytes(5)).isEqualTo(TestImage.utf8("AAAAA"));
    TarEntry second = reader.next().orElseThrow();
    assertThat(reader.content().readAllBytes()).isEqualTo(TestImage.utf8("bb"));
    assertThat(Arrays.copyOfRange(tar, (int) second.offset(), (int) second.offset() + 2))
        .isEqualTo(TestImage.utf8("bb"));
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void saysThatAnArchiveIsTruncatedWhereverItIsCut() throws IOException {
    byte[] tar = new LayerTar().file("a", "A".repeat(2000)).bytes();
    for (int length : new int[] {100, 511, 513, 1500, 2500}) {
      assertThatThrownBy(() -> entries(new ByteArrayInputStream(tar, 0, length)))
          .as("cut at " + length)
          .isInstanceOf(TarFormatException.class)
          .hasMessageContaining("truncated");
    }
  }

  @Test
  void refusesWhatIsNoArchive() {
    assertThatThrownBy(() ->
            entries(
                new ByteArrayInputStream(new byte[600]) {
                  @Override
                  public synchronized int read(byte[] b, int off, int len) {
                    int read = super.read(b, off, len);
                    Arrays.fill(b, off, off + Math.max(read, 0), (byte) 'x');
                    return read;
                  }
                }))
        .isInstanceOf(TarFormatException.class)
        .hasMessageContaining("no");
  }

  @Test
  void refusesAHeaderThatClaimsTooMuch() throws IOException {
    byte[] tar = withPax("comment", new byte[100]);
    byte[] huge = "77777777777\0".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(huge, 0, tar, 124, huge.length);
    checksum(tar);
    assertThatThrownBy(() -> entries(new ByteArrayInputStream(tar)))
        .hasMessage("an extended header claims 8589934591 bytes");
  }

  @Test
  void uncompressesByLookingAtTheBytes() throws IOException {
    byte[] tar = new LayerTar().file("a", "x".repeat(5000)).bytes();

    assertThat(Decompression.detect(new ByteArrayInputStream(tar)).open().readAllBytes())
        .isEqualTo(tar);
    byte[] zipped = TestImage.gzip(tar);
    assertThat(Decompression.detect(new ByteArrayInputStream(zipped)).open().readAllBytes())
        .isEqualTo(tar);
    assertThatThrownBy(() ->
            Decompression.detect(new ByteArrayInputStream(zipped, 0, zipped.length - 20))
                .open()
                .readAllBytes())
        .isInstanceOf(TarFormatException.class)
        .hasMessageContaining("truncated");
    assertThatThrownBy(() -> Decompression.detect(new ByteArrayInputStream(TestImage.utf8("BZh9"))))
        .hasMessageContaining("bzip2");
  }

  private static List<TarEntry> entries(InputStream in) throws IOException {
    List<TarEntry> entries = new ArrayList<>();
    TarReader reader = new TarReader(in);
    for (Optional<TarEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
      entries.add(next.get());
    }
    return entries;
  }

  /** An archive whose one file has an extended header with a value of any bytes. */
  private static byte[] withPax(String key, byte[] value) throws IOException {
    int length = key.length() + value.length + 3;
    int total = length + String.valueOf(length + 3).length();
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.write(TestImage.utf8(total + " " + key + "="));
    record.write(value);
    record.write('\n');
    byte[] tar = new LayerTar().file("pax", record.toByteArray()).file("f", "").bytes();
    tar[156] = 'x';
    checksum(tar);
    return tar;
  }

  private static void checksum(byte[] tar) {
    Arrays.fill(tar, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += tar[i] & 0xff;
    }
    byte[] digits = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, tar, 148, digits.length);
  }
}
