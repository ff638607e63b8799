package dev.keelson.bootstrap.config;

import java.util.List;
import java.util.Optional;

/**
 * The flags of {@code keelson init} as the user wrote them, unchecked; each component is empty
 * where its flag was not given.
 *
 * @param bindPort {@code --apiserver-bind-port}
 * @param certSans {@code --apiserver-cert-extra-sans}; each may hold several, separated by commas
 * @param featureGates {@code name=true|false} pairs separated by commas
 * @param dryRun {@code --dry-run}, with or without a value
 * @param skipPhases phase paths; each may hold several, separated by commas
 * @param ignorePreflightErrors check names; each may hold several, separated by commas
 * @param images {@code --images}: paths of image archives
 */
public record InitFlags(
    Optional<String> kubernetesVersion,
    Optional<String> advertiseAddress,
    Optional<String> bindPort,
    Optional<String> podNetworkCidr,
    Optional<String> serviceCidr,
    Optional<String> serviceDnsDomain,
    Optional<String> controlPlaneEndpoint,
    List<String> certSans,
    Optional<String> nodeName,
    Optional<String> certDir,
    Optional<String> imageRepository,
    Optional<String> featureGates,
    Optional<Boolean> dryRun,
    List<String> skipPhases,
    List<String> ignorePreflightErrors,
    Optional<String> engine,
    Optional<String> rootDir,
    List<String> images) {
  /** No flag given. */
  public static final InitFlags NONE =
      new InitFlags(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  public InitFlags {
    certSans = List.copyOf(certSans);
    skipPhases = List.copyOf(skipPhases);
    ignorePreflightErrors = List.copyOf(ignorePreflightErrors);
    images = List.copyOf(images);
  }

  /** These flags with what decides which images are needed. */
  public InitFlags withImageSource(Optional<String> version, Optional<String> repository) {
    return new InitFlags(
        version,
        advertiseAddress,
        bindPort,
        podNetworkCidr,
        serviceCidr,
        serviceDnsDomain,
        controlPlaneEndpoint,
        certSans,
        nodeName,
        certDir,
        repository,
        featureGates,
        dryRun,
        skipPhases,
        ignorePreflightErrors,
        engine,
        rootDir,
        images);
  }
}
