package dev.keelson.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpUrlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/x?q=a|b /y http://[::1]:80/y",
        "/50%25?q=% y?z=%#f http://[::1]:80/y?z=%",
        "/a[1]/b c http://[::1]:80/a%5B1%5D/c",
        "/a /a[1]/ http://[::1]:80/a%5B1%5D/",
        "/a http://[::1]:81/a[1] http://[::1]:81/a%5B1%5D",
        "/a https://h?x https://h/?x",
        "/a/b?q ?lang=en http://[::1]:80/a/b?lang=en",
        "/a/b?q #f http://[::1]:80/a/b?q",
        "/a/b //h/c http://h/c"
      })
  void aRedirectLeadsWhereGoTakesIt(String target, String location, String where)
      throws IOException {
    assertThat(new HttpUrl("http", "[::1]:80", target).resolve(location)).hasToString(where);
  }
}
