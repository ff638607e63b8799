/**
 * The certificate catalogue; generating keys, issuing, reusing and renewing certificates.
 * BouncyCastle stops here.
 */
@NullMarked
package dev.keelson.bootstrap.pki;

import org.jspecify.annotations.NullMarked;
