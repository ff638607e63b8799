package dev.keelson.cli.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The import rules of the modules: what docs/architecture.md draws is what the classes do. */
class ArchitectureTest {
  private static final String BOOTSTRAP = "dev.keelson.bootstrap..";
  private static final String RUNTIME = "dev.keelson.runtime..";
  private static final String CLI = "dev.keelson.cli..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.keelson");

  @Test
  void everyModuleIsRead() {
    for (String root : new String[] {"templates", "bootstrap", "runtime", "cli"}) {
      assertThat(CLASSES.stream().filter(c -> c.getPackageName().startsWith("dev.keelson." + root)))
          .as("classes of dev.keelson." + root)
          .isNotEmpty();
    }
  }

  @Test
  void theTwoHalvesNeverMeet() {
    noClasses()
        .that()
        .resideInAPackage(BOOTSTRAP)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(RUNTIME, CLI)
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(RUNTIME)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BOOTSTRAP, CLI, "dev.keelson.templates..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.keelson.templates..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BOOTSTRAP, RUNTIME, CLI)
        .check(CLASSES);
  }

  @Test
  void librariesStopWhereTheyAreUsed() {
    only("picocli..", CLI);
    only("org.bouncycastle..", "dev.keelson.bootstrap.pki..");
    only("freemarker..", "dev.keelson.templates..");
    only("org.eclipse.jetty..", RUNTIME);
    only("org.apache.commons.compress..", "dev.keelson.runtime.image..");
  }

  private static void only(String library, String... users) {
    noClasses()
        .that()
        .resideOutsideOfPackages(users)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    for (String module : new String[] {"bootstrap", "runtime", "cli", "templates"}) {
      slices()
          .matching("dev.keelson." + module + ".(**)")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void onlyTheConsolePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.keelson.cli.console..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void onlyMainEndsTheProcess() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.keelson.cli.Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }

  @Test
  void enginesKnowTheInterfaceAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.keelson.runtime.pod..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.keelson.runtime.engine.embedded..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.keelson.runtime.linux..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.keelson.runtime.pod..",
            "dev.keelson.runtime.engine..",
            "dev.keelson.runtime.manifest..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.keelson.runtime.rollout..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.keelson.runtime.pod..",
            "dev.keelson.runtime.engine..",
            "dev.keelson.runtime.kube..",
            "dev.keelson.runtime.controlplane..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.keelson.runtime.pod..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.keelson.runtime.kube..", "dev.keelson.runtime.controlplane..")
        .check(CLASSES);
  }

  /** Files are written where that is the package's job, and nowhere else. */
  @Test
  void onlyTheNamedPackagesWriteFiles() {
    String[] writers = {
      "dev.keelson.bootstrap.effect..",
      "dev.keelson.bootstrap.revision..",
      "dev.keelson.bootstrap.pki..",
      "dev.keelson.runtime.image..",
      "dev.keelson.runtime.log..",
      "dev.keelson.runtime.volume..",
      "dev.keelson.runtime.engine..",
      "dev.keelson.runtime.linux..",
    };
    noClasses()
        .that()
        .resideOutsideOfPackages(writers)
        .should()
        .callMethodWhere(
            com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                    com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                        com.tngtech.archunit.base.DescribedPredicate.describe(
                            "Files", o -> o.isEquivalentTo(Files.class))))
                .and(
                    com.tngtech.archunit.base.DescribedPredicate.describe(
                        "a writing method",
                        c ->
                            c.getTarget()
                                .getName()
                                .matches(
                                    "write.*|new(Output|Buffered)(Stream|Writer)|create.*|move|copy|delete.*|set.*"))))
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    var unmarked =
        CLASSES.stream()
            .filter(c -> !c.getSimpleName().equals("package-info"))
            .filter(c -> !c.getPackage().isAnnotatedWith(NullMarked.class))
            .map(c -> c.getPackageName())
            .distinct()
            .toList();
    assertThat(unmarked).isEmpty();
  }
}
