package dev.keelson.e2e.component;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The only layer of a component's image: its programs and the few files every program expects. */
record ImageLayer(ImageRecipe recipe, Path binaries) implements TarWriter.Content {
  private static final String NSSWITCH = "hosts: files dns\n";
  private static final String PASSWD =
      """
      root:x:0:0:root:/root:/sbin/nologin
      nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin
      nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin
      """;
  private static final String GROUP =
      """
      root:x:0:
      nobody:x:65534:
      nonroot:x:65532:
      """;

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (TarWriter tar = new TarWriter(out)) {
      tar.directory("etc", 0755);
      tar.file("etc/group", 0644, GROUP.getBytes(StandardCharsets.UTF_8));
      tar.file("etc/nsswitch.conf", 0644, NSSWITCH.getBytes(StandardCharsets.UTF_8));
      tar.file("etc/passwd", 0644, PASSWD.getBytes(StandardCharsets.UTF_8));
      tar.directory("tmp", 01777);
      programs(tar);
    }
  }

  private void programs(TarWriter tar) throws IOException {
    String directory = recipe.directory();
    for (int slash = directory.indexOf('/', 1);
        slash > 0;
        slash = directory.indexOf('/', slash + 1)) {
      tar.directory(directory.substring(1, slash), 0755);
    }
    for (String program : recipe.programs()) {
      tar.file(directory.substring(1) + program, 0755, binaries.resolve(program));
    }
  }
}
