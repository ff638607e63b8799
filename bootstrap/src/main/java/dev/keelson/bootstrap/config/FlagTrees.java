package dev.keelson.bootstrap.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Flags as documents, to be laid over those of the files. Beside {@code --config} kubeadm allows
 * few flags (apis/kubeadm/validation/validation.go); the others are problems that name the field.
 */
final class FlagTrees {
  private final Map<String, Tree.Mapping> byKind = new HashMap<>();
  private final boolean besideConfig;
  private final Problems problems;

  FlagTrees(InitFlags flags, boolean besideConfig, Problems problems) {
    this.besideConfig = besideConfig;
    this.problems = problems;
    addInit(flags);
    addCluster(flags);
    addKeelson(flags);
  }

  Tree.Mapping over(Documents documents, String kind) {
    var document = documents.get(kind);
    var flags = byKind.get(kind);
    return flags == null ? document : document.overlay(flags);
  }

  private void addInit(InitFlags flags) {
    text(
        "--apiserver-advertise-address",
        Documents.INIT,
        "localAPIEndpoint.advertiseAddress",
        flags.advertiseAddress());
    var port = scalar("--apiserver-bind-port", flags.bindPort(), Tree.Type.INTEGER);
    refusable("--apiserver-bind-port", Documents.INIT, "localAPIEndpoint.bindPort", port);
    allowed(
        Documents.INIT,
        "nodeRegistration.name",
        scalar("--node-name", flags.nodeName(), Tree.Type.STRING));
    allowed(
        Documents.INIT,
        "dryRun",
        scalar("--dry-run", flags.dryRun().map(String::valueOf), Tree.Type.BOOLEAN));
    allowed(Documents.INIT, "skipPhases", list("--skip-phases", flags.skipPhases()));
  }

  private void addCluster(InitFlags flags) {
    var kind = Documents.CLUSTER;
    text("--kubernetes-version", kind, "kubernetesVersion", flags.kubernetesVersion());
    text("--pod-network-cidr", kind, "networking.podSubnet", flags.podNetworkCidr());
    text("--service-cidr", kind, "networking.serviceSubnet", flags.serviceCidr());
    text("--service-dns-domain", kind, "networking.dnsDomain", flags.serviceDnsDomain());
    text("--control-plane-endpoint", kind, "controlPlaneEndpoint", flags.controlPlaneEndpoint());
    text("--cert-dir", kind, "certificatesDir", flags.certDir());
    text("--image-repository", kind, "imageRepository", flags.imageRepository());
    refusable(
        "--apiserver-cert-extra-sans",
        kind,
        "apiServer.certSANs",
        list("--apiserver-cert-extra-sans", flags.certSans()));
    refusable("--feature-gates", kind, "featureGates", gates(flags.featureGates()));
  }

  private void addKeelson(InitFlags flags) {
    var kind = Documents.KEELSON;
    allowed(kind, "engine", scalar("--engine", flags.engine(), Tree.Type.STRING));
    allowed(kind, "rootDir", scalar("--root-dir", flags.rootDir(), Tree.Type.STRING));
    allowed(kind, "imageArchives", list("--images", flags.images()));
  }

  private void text(String flag, String kind, String path, Optional<String> value) {
    refusable(flag, kind, path, scalar(flag, value, Tree.Type.STRING));
  }

  private void refusable(String flag, String kind, String path, Optional<? extends Tree> value) {
    if (besideConfig && value.isPresent()) {
      problems.add(
          Place.flag(flag), "cannot stand beside --config; write %s in the file's %s", path, kind);
    } else {
      allowed(kind, path, value);
    }
  }

  private void allowed(String kind, String path, Optional<? extends Tree> value) {
    value.ifPresent(tree -> byKind.merge(kind, document(path, tree), Tree.Mapping::overlay));
  }

  private static Tree.Mapping document(String path, Tree value) {
    Tree tree = value;
    for (var name : Arrays.asList(path.split("\\.")).reversed()) {
      var fields = new LinkedHashMap<String, Tree>();
      fields.put(name, tree);
      tree = new Tree.Mapping(value.place(), fields);
    }
    return (Tree.Mapping) tree;
  }

  private static Optional<Tree.Scalar> scalar(String flag, Optional<String> value, Tree.Type type) {
    return value.map(text -> scalar(Place.flag(flag), text, type));
  }

  private static Tree.Scalar scalar(Place place, String text, Tree.Type type) {
    boolean fits = type != Tree.Type.INTEGER || text.matches("[-+]?\\d+");
    return new Tree.Scalar(place, text, fits ? type : Tree.Type.STRING);
  }

  private static Optional<Tree.Sequence> list(String flag, List<String> values) {
    var items = new ArrayList<Tree>();
    values.stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .forEach(value -> items.add(scalar(Place.flag(flag), value, Tree.Type.STRING)));
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new Tree.Sequence(Place.flag(flag), items));
  }

  private Optional<Tree.Mapping> gates(Optional<String> text) {
    var place = Place.flag("--feature-gates");
    return text.map(pairs -> {
      var gates = new LinkedHashMap<String, Tree>();
      for (var pair : pairs.split(",", -1)) {
        var nameAndValue = pair.strip().split("=", 2);
        if (nameAndValue.length == 2 && nameAndValue[1].matches("(?i)true|false")) {
          gates.put(nameAndValue[0], scalar(place, nameAndValue[1], Tree.Type.BOOLEAN));
        } else if (!pair.isBlank()) {
          problems.add(place, "%s is not of the form Name=true or Name=false", pair);
        }
      }
      return new Tree.Mapping(place, gates);
    });
  }
}
