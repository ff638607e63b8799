package dev.keelson.templates;

import dev.keelson.templates.model.Manifest;
import freemarker.cache.ClassTemplateLoader;
import freemarker.core.JavaCFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Renders manifests: a record in, the text of a YAML file out. Equal input gives equal text. Safe
 * for use by many threads; make one and keep it.
 */
public final class ManifestRenderer {
  private final Configuration freemarker;

  public ManifestRenderer() {
    var version = Configuration.VERSION_2_3_34;
    freemarker = new Configuration(version);
    freemarker.setObjectWrapper(new DefaultObjectWrapper(version));
    freemarker.setTemplateLoader(new ClassTemplateLoader(ManifestRenderer.class, "/manifests"));
    freemarker.setDefaultEncoding("UTF-8");
    freemarker.setLocale(Locale.ROOT);
    freemarker.setLocalizedLookup(false);
    freemarker.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
    // With Java's form ?c makes every string a quoted and escaped scalar, which YAML reads too;
    // JSON's form writes </ with an escape that YAML does not have.
    freemarker.setCFormat(JavaCFormat.INSTANCE);
    freemarker.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    freemarker.setLogTemplateExceptions(false);
    freemarker.setWrapUncheckedExceptions(true);
    freemarker.setFallbackOnNullLoopVariable(false);
    freemarker.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
  }

  /**
   * The text of that manifest.
   *
   * @throws IllegalArgumentException when {@code manifest} is not the record the template reads
   */
  public String render(ManifestTemplate template, Manifest manifest) {
    if (!template.model().isInstance(manifest)) {
      throw new IllegalArgumentException(
          template + " reads " + template.model().getSimpleName() + ", not " + manifest.getClass());
    }
    var text = new StringWriter();
    try {
      freemarker.getTemplate(template.file()).process(manifest, text);
    } catch (TemplateException e) {
      throw new IllegalStateException("the template " + template.file() + " is wrong", e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the template " + template.file(), e);
    }
    return escapeUnprintable(text.toString());
  }

  // Templates are plain ASCII, so these stand inside quotes: line breaks and controls that ?c
  // leaves.
  private static String escapeUnprintable(String text) {
    var escaped = new StringBuilder(text.length());
    text.chars()
        .forEach(c -> {
          if ((c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 || c == 0xfeff) {
            escaped.append("\\u").append(HexFormat.of().toHexDigits((char) c));
          } else {
            escaped.append((char) c);
          }
        });
    return escaped.toString();
  }
}
