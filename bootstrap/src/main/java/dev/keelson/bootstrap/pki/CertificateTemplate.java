package dev.keelson.bootstrap.pki;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * What a certificate shall say, but for its key and signer.
 *
 * @param authority whether it may sign others
 * @param notBefore inclusive, whole seconds count
 * @param notAfter inclusive, whole seconds count
 */
record CertificateTemplate(
    BigInteger serial,
    Subject subject,
    boolean authority,
    List<ExtendedUsage> usages,
    AlternativeNames alternativeNames,
    Instant notBefore,
    Instant notAfter) {}
